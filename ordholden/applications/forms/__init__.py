"""Forms of applying, and of working with applications."""
