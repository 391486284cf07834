"""Pages: the front, contact and cookies, the desk."""
