"""Who read what, when and why: a line in the log for every reading, or no reading.

Nouns: `Reading` (a line of the access log), `SecurityLine`, `Alarm`, `Grant`. Doors into what is
closed: `actions.look_at`, `look_through`, `open_document`, `reveal`; for what is one's own,
`actions.own_values` and `open_own`. The walls are in PostgreSQL (`log_walls`, `value_walls`).
"""
