"""Before a file is handed in: what a load would make of it, and the sender's own file with marks."""
