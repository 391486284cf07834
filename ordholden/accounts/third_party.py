"""What tables of other packages hold about people: sign-in, second factors, sessions.

They stand behind the same walls as ours (migration 0002) and in the same map.
"""

from ordholden.policy.declarations import (
    OWNS,
    Holds,
    NotPersonal,
    Personal,
    Privacy,
    Source,
    Technical,
    Via,
)

_KEY = Technical("key")
_TENANT = Technical("the controller")

TABLES: dict[str, Privacy] = {
    "account_emailaddress": Holds(
        record="person",
        subject="user.person",
        people={"user_id": OWNS},
        columns={
            "id": _KEY,
            "tenant_id": _TENANT,
            "user_id": Technical("whose address"),
            "email": Personal("person.email"),
            "verified": Technical("whether its owner confirmed it"),
            "primary": Technical("whether it is the one to write to"),
        },
    ),
    # Confirmations are signed links: this table stays empty.
    "account_emailconfirmation": Holds(
        record="person",
        subject="email_address.user.person",
        columns={
            "id": _KEY,
            "tenant_id": _TENANT,
            "email_address_id": Technical("which address"),
            "created": Technical("when"),
            "sent": Technical("when"),
            "key": Personal("person.account", source=Source.SYSTEM),
        },
    ),
    "mfa_authenticator": Holds(
        record="person",
        subject="user.person",
        people={"user_id": OWNS},
        columns={
            "id": _KEY,
            "tenant_id": _TENANT,
            "user_id": Technical("whose key"),
            "type": Technical("app, passkey or recovery codes"),
            "data": Personal("person.account", encrypted=True),
            "created_at": Personal("person.account", source=Source.SYSTEM),
            "last_used_at": Personal("person.account", source=Source.SYSTEM),
        },
    ),
    "django_session": Holds(
        record="sign_in",
        subject=Via("accounts.SignIn", here="session_key", there="session_key", then="person"),
        columns={
            "session_key": Technical("random key"),
            "tenant_id": _TENANT,
            "session_data": Personal("person.account", source=Source.SYSTEM),
            "expire_date": Technical("when it ends by itself"),
        },
    ),
    "django_content_type": NotPersonal(
        because="names of this program's tables", columns=("id", "app_label", "model")
    ),
    "auth_permission": NotPersonal(
        because="a list of Django's that we do not use",
        columns=("id", "name", "content_type_id", "codename"),
    ),
    "auth_group": NotPersonal(
        because="a list of Django's that we do not use", columns=("id", "name")
    ),
    "auth_group_permissions": NotPersonal(
        because="a list of Django's that we do not use",
        columns=("id", "group_id", "permission_id"),
    ),
    "django_migrations": NotPersonal(
        because="which migrations have run", columns=("id", "app", "name", "applied")
    ),
}
