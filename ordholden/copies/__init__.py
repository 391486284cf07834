"""Copies: everything held about somebody, to read, to keep and to take elsewhere.

Nouns: Copy (one that was asked for), CopyPart (what of it is packed already). Verbs: ask_for,
fetch, open_link. What goes into a copy is a list of parts (`parts`): a room that holds something
about people which no table of its own says appends a function there.
"""
