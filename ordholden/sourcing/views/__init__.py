"""Pages: what a person chooses, and what a company sees."""
