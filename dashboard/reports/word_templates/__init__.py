"""The Word templates that are shipped, and how they were made."""
