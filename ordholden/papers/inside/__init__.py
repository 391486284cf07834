"""What opens hostile bytes. Runs in a process of its own and imports nothing of the program."""
