"""Sourcing: companies look for people among the CVs that are online, and see what each person
wants them to.

Nouns: Listed (what the search knows of a CV that is online, and nothing that says whose it is),
Searched (that a company searched, and how many it found), Visibility (what a person chose for
their CV), View (that a company saw one), Shown (a CV as a company sees it).
"""
