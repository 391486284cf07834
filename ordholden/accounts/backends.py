"""Who is signed in finds their own data, whatever is restricted."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Func, TextField, Value
from django.db.models.functions import Cast

from ordholden.accounts.models import User


class OwnData(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which tells the database in the same query who is asking (`people.use`)."""

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session, or None. From here on the request is its person's."""
        oneself = Func(
            Value("app.self"),
            Cast("person_id", TextField()),
            Value(value=True),
            function="set_config",
            output_field=TextField(),
        )
        user = User.objects.annotate(_oneself=oneself).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
