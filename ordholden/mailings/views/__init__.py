"""Pages of mailings: subscribing, stopping, my mails, and issues."""
