"""The journal: decisions that a restored backup must not undo, kept outside the database.

Nouns: an entry (a line of a hash-chained file), a segment (one day's file), `Applied` (that the
database knows an entry), `Mark` (that the program started, or made a backup). Verbs are in
`actions`: `record` inside the transaction that decides, `mark`. `interlock` says whether this is
the database the journal was written beside. Replaying is privacy's.
"""
