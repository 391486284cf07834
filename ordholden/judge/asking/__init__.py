"""Asking at the doors: what anybody with a browser, a mailbox and a file can do."""
