"""A CV in parts: what somebody has done, learned and can do, brought along and taken away.

`models.Part` is one of them · `kinds`: what a part of each category is made of · `offered`: which
of them this tenant asks this person for · `readers`: files of other services · `writers`: files
for other services, and the CV as a page to print.
"""
