"""Persons and accounts for tests, made as the product makes them."""

from ordholden.accounts import actions
from ordholden.accounts.models import User
from ordholden.people import actions as people
from ordholden.people.models import Person

PASSWORD = "correct horse battery"


def make_person(name: str = "Carla", email: str = "carla@example.org", **more) -> Person:
    """Somebody who has registered and confirmed the address."""
    person = people.register(name=name, email=email, **more)
    people.confirm(person)
    return person


def make_user(
    name: str = "Carla",
    email: str = "carla@example.org",
    *,
    password: str | None = PASSWORD,
    kind: str = "candidate",
) -> User:
    """Somebody who can sign in."""
    person = people.register(name=name, email=email, kind=kind, locale="en")
    return actions.open_account(person, email, password, confirmed=True)


def make_staff(name: str = "Rita", role: str = "recruiter", *, second_factor: bool = True) -> User:
    """One of the tenant's own people."""
    user = make_user(name, f"{name.lower()}@example.org", kind="staff")
    actions.join(user, role)
    if second_factor:
        add_app(user)
    return user


def add_app(user: User) -> str:
    """Give somebody an authenticator app; returns its secret."""
    from allauth.mfa.adapter import get_adapter as second_factors
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    secret = generate_totp_secret()
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.TOTP,
        data={"secret": second_factors().encrypt(secret)},
    )
    return secret
