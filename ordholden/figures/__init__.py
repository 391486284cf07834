"""Figures: what was answered for statistics alone, as numbers of large groups, month by month.

Nouns: Month (one question's table for one closed month, written once), Group (a line of it).
Verb: freeze. Nobody computes a figure for themself: what is not in a frozen table cannot be known.
"""
