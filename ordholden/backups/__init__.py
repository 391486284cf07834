"""Backups: a whole, encrypted copy of database and files, made in one moment, tried by restoring.

Nouns: a backup (one file), a part of it (a table, a stored file), a place (a folder, a bucket).
Verbs are in `actions`: back_up, verify, restore, expire. The journal is never in a backup: it is
what tells a restored database what was decided since.
"""
