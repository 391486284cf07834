"""Migration step: what belongs to an employment is refused about anybody who has none.

CPR, fødselsnummer, pay, bank account: the notice lets them be asked from the signed contract on
(X-20), and so does the law. Forms and actions know it; this is the lock behind them, whatever way a
row takes. Which categories: the vocabulary's record set `employment`, and national numbers wherever
they stand. A confidential value is not stored readable either.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.policy.vocabulary import CATEGORIES, Sensitivity
from ordholden.tenants.rls import DatabaseStep, run

REFUSE = """
CREATE FUNCTION people_refuse_early() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.category = ANY (@late) AND NOT EXISTS (
        SELECT FROM public.people_person p
        WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.person_id AND p.has_employment
    ) THEN
        RAISE EXCEPTION '% is held of people with a contract alone', NEW.category
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.category = ANY (@sealed) AND (NOT NEW.is_sealed OR NEW.value <> '') THEN
        RAISE EXCEPTION '% is held encrypted', NEW.category USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""


def late() -> list[str]:
    """Categories of the vocabulary that nobody has before a contract."""
    return sorted(
        key
        for key, one in CATEGORIES.items()
        if one.record == "employment" or key.endswith(".national_id")
    )


def sealed() -> list[str]:
    """Categories of the vocabulary that are never stored readable."""
    return sorted(k for k, one in CATEGORIES.items() if one.sensitivity != Sensitivity.ORDINARY)


class RefuseEarly(DatabaseStep):
    """Put the lock on the table of values."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        function = REFUSE
        for word, keys in (("@late", late()), ("@sealed", sealed())):
            listed = ", ".join(f"'{key}'" for key in keys)
            function = function.replace(word, f"ARRAY[{listed}]")
        run(editor, function)
        run(editor, "REVOKE ALL ON FUNCTION people_refuse_early() FROM PUBLIC")
        run(
            editor,
            "CREATE TRIGGER refuse_early BEFORE INSERT OR UPDATE OF category, person_id, value,"
            " is_sealed ON people_detail FOR EACH ROW EXECUTE FUNCTION people_refuse_early()",
        )

    def backwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, "DROP TRIGGER refuse_early ON people_detail")
        run(editor, "DROP FUNCTION people_refuse_early()")

    def describe(self) -> str:
        return "Refuse what belongs to an employment about people without one"
