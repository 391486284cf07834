"""Looking: into every table, file and page, by what is there."""
