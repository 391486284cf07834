"""Two programs, one policy: what Ordholden does is compared with what a short reading says."""
