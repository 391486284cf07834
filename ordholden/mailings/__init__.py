"""Mailings: who may be written to, how they say stop, and one issue sent to all of them.

Nouns: Issue (a subject and a text, sent once). A permission to mail is a `privacy.Consent` and
has no table here: it is asked, confirmed, used and ended there, with its evidence.
"""
