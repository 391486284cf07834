"""Doors: the company's pages and the person's own."""
