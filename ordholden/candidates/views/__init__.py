"""Pages of candidates: registering, one's own place, and the work surface of staff."""
