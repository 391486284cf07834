"""Applying for a position, and the way from there to an answer."""
