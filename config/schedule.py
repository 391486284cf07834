"""Every recurring task, on one screen. Cron fields are read in UTC; each runs for every tenant."""
