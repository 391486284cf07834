"""What companies do in the CV database: look, keep searches, gather people for a vacancy."""
