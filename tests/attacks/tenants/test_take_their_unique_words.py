"""Using the words that must be unique: a refusal would tell that the neighbours have them."""

import pytest
from django.db import IntegrityError, transaction

from ordholden.accounts import actions as accounts
from ordholden.accounts.models import Invitation, User
from ordholden.kit.models import StoredFile
from ordholden.people import actions as people
from ordholden.privacy.models import Notice
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import LIV, Two

SPANNING = """
SELECT t.relname, i.relname
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'tenant_id'
WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace AND NOT t.relispartition
  AND NOT a.attnum = ANY (x.indkey) AND NOT x.indisprimary ORDER BY 1
"""


def test_every_word_of_theirs_is_free_here(two: Two) -> None:
    """The same address, invitation, object's name, notice number, category: all of it."""
    with at_home(two.theirs):
        invited = accounts.invite("mona@example.org", "branch", post=False)
        file, notice = two.cv.file, Notice.objects.get()
    with at_home(two.ours):
        made = people.register(name="Liv Berg", email=LIV)
        assert accounts.open_account(made, LIV).pk != two.account.pk
        assert accounts.invite(invited.email, "branch", post=False).pk != invited.pk
        assert StoredFile.objects.create(name=file.name, size=1).pk != file.pk
        assert Notice.objects.get().number == notice.number
    with at_home(two.theirs):
        assert User.objects.filter(email=LIV).count() == 1
        assert Invitation.objects.count() == 1


def test_within_one_business_the_same_words_are_refused(two: Two) -> None:
    with at_home(two.theirs):
        name = two.cv.file.name
        with pytest.raises(IntegrityError, match="one_row_per_object"), transaction.atomic():
            StoredFile.objects.create(name=name, size=1)
        with pytest.raises(accounts.AddressTaken):
            accounts.open_account(people.register(name="Liv Berg", email=LIV), two.account.email)


def test_no_uniqueness_spans_tenants_but_that_of_host_names(two: Two) -> None:
    assert two.ask(SPANNING) == [("tenants_host", "tenants_host_name_key")]
