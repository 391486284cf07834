"""Writes a CV for other services, and as a page to print. Nothing that is written is kept."""
