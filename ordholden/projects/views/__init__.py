"""Pages of companies that look for people."""
