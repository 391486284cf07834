"""The database: the one place that knows whether it is the program's own or the operator's."""
