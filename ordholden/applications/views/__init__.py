"""Pages of applying, of one's own applications, and of the board."""
