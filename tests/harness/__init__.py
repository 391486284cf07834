"""What makes mistakes loud in tests: see STYLE.md, "Tests"."""
