"""Pages of privacy: the public notice, one's own data, the privacy officer's control page."""
