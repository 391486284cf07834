"""Jobs: the ads of a business, from the first draft to the day they vanish, and finding them.

Nouns: JobAd (one position that is advertised), AdContact (whom one may call about it), Question
(what the ad asks whoever applies), TeamMember (a colleague who works on it), AdEvent (what was
done to it, by whom and when). Who applies, and what becomes of it, is a higher room's.
"""
