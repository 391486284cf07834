"""Candidates: signing up, one's own profile, and the work surface of those who find them work.

Nouns: Origin (how somebody came to be registered), Document (an uploaded file of one category),
ContactPerson. Every form here is made from the policy in force: what it does not ask for does
not exist, and is refused when it is sent all the same.
"""
