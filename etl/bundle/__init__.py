"""The offline bundle: everything that a machine without a network needs, with an installer and checksums."""
