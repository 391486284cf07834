"""Home: the front page, the desk of the tenant's own people, and the demo.

Nouns: Turn (a turn of the demo's clock). Everything of the demo lies in `demo` and exists only
while the demo is on.
"""
