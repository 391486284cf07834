"""Ads out of other systems: a file is read as records, its fields are mapped, drafts are written.

Nothing is published by it, and nothing of a file is trusted: HTML becomes plain words, entities and
document types are refused, and what makes no sense is refused with a sentence for that ad alone.
"""
