"""What people do, in a real browser, from the front page to the end."""
