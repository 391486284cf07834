"""Who signs in, how, and what they may do.

Nouns: `User` (one person's account), `SignIn` (each time it was used), `Membership` (a role among
the tenant's own people), `Invitation`. Signing in itself is django-allauth's: password, code by
mail, passkey, authenticator app, recovery codes; `adapters` ties it to a tenant, our letters and
our clocks. `access` says who may; `actions` says what happens.
"""
