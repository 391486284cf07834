"""Privacy: what the notice promises, kept.

Nouns: Notice (a published version), Consent and its events, SweepRun, Erasure (a receipt),
PurposeReview. Verbs: publish, give_consent, withdraw_consent, sweep, erase.

This room lists nobody's tables: it walks the declarations that stand beside the models
(`datamap`), so a room above it is erased, exported and swept without being known here.
"""
