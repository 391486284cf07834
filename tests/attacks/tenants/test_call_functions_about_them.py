"""Functions that work as the owner, called with the neighbours' ids.

They are the only way past the wall, so each is named here: what it says about somebody of theirs.
"""

from ordholden.sourcing import indexing
from ordholden.sourcing.indexing import Content
from ordholden.tenants.scope import at_home
from tests.attacks.tenants.conftest import Two

# Every CV there is, whoever's.
ALL_CVS = '\'{{"base": ["!a", "!a"], "tiers": [["!a", "!a"]]}}\'::jsonb'
# {person}, {user}, {row}, {document}: ids of theirs. {reader}: who reads, forged as well.
CALLS = {
    "app_remove_rows": "SELECT app_remove_rows('people_person'::regclass)",
    "candidates_document_again": "SELECT candidates_document_again({reader}, {person}, {document})",
    "candidates_document_open": "SELECT candidates_document_open({reader}, 'download', {person},"
    " {document})",
    "candidates_document_own": "SELECT candidates_document_own({user}, {document})",
    "figures_freeze": "SELECT value FROM figures_group, figures_freeze('statistics.gender', 'UTC',"
    " 1, 1) LIMIT 1",
    "jobs_search": 'SELECT ad FROM jsonb_array_elements(jobs_search(\'{{"terms": [],'
    ' "config": "danish", "today": "2000-01-01"}}\', \'newest\', 0, 9) -> \'ads\') AS ad',
    "jobs_suggest": "SELECT title FROM jobs_suggest('', '2000-01-01', 9)",
    "reading_drop_months": "SELECT NULLIF(reading_drop_months('infinity'), 0)",
    "reading_list": "SELECT subject_id FROM reading_log, reading_list({reader}, 'list',"
    " ARRAY[{person}]::uuid[], '{{}}') LIMIT 1",
    "reading_log_unname": "SELECT NULLIF(reading_log_unname(ARRAY[{person}]::uuid[]), 0)",
    "reading_own": "SELECT sealed FROM reading_own({user})",
    # It says whether the month's part was there before: another test may have had it made.
    "reading_prepare": "SELECT NULL FROM reading_prepare(app_now())",
    "reading_reveal": "SELECT sealed FROM reading_reveal({reader}, {person},"
    " 'employment.national_id') WHERE sealed IS NOT NULL",
    "reading_seal": "SELECT NULLIF(reading_seal(), 0)",
    "reading_verify": "SELECT * FROM reading_verify()",
    "reading_view": "SELECT sealed FROM reading_view({reader}, {person},"
    " '{{employment.national_id}}') WHERE sealed IS NOT NULL",
    "sourcing_count": "SELECT NULLIF(sourcing_count(" + ALL_CVS + ") ->> 'total', '0')",
    "sourcing_find": "SELECT person_id FROM sourcing_find(" + ALL_CVS + ", 0, 9)",
    "sourcing_like": "SELECT person_id FROM sourcing_like({person}, 9)",
    "sourcing_match": "SELECT person_id FROM sourcing_match(" + ALL_CVS + ", 9)",
    "statistics_forget": "SELECT NULLIF(statistics_forget({person}, NULL), 0)",
    "statistics_forget_before": "SELECT NULLIF(statistics_forget_before('statistics.gender',"
    " 'infinity'), 0)",
    "statistics_given": "SELECT * FROM statistics_given({person})",
}
# What `InsertOnly` and `ReadDocuments` make for every ledger and every table of documents.
MADE = ("_let_go", "_blank", "_own", "_open", "_again")
LEDGERS = "SELECT NULLIF({name}(ARRAY[{row}]::uuid[]), 0)"
CALLABLE = """
SELECT proname::text FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND prosecdef
  AND has_function_privilege(oid, 'EXECUTE') ORDER BY 1
"""


def called(two: Two, call: str, **more: str) -> str:
    named = {
        "person": f"'{two.liv.pk}'::uuid",
        "user": f"'{two.account.pk}'::uuid",
        "document": f"'{two.cv.pk}'::uuid",
        "row": f"'{two.consent.pk}'::uuid",
        "reader": f"'{two.reader(two.boss)}'::jsonb",
    }
    return call.format(**named, **more)


def test_each_is_attacked(two: Two) -> None:
    there = {name for (name,) in two.ask(CALLABLE)}
    assert {name for name in there - CALLS.keys() if not name.endswith(MADE)} == set()
    assert CALLS.keys() - there == set()


def test_none_says_or_does_anything_about_them(two: Two) -> None:
    _number, queries = two.number, [called(two, call) for call in CALLS.values()]
    with at_home(two.theirs):
        indexing.put(two.liv, Content(purpose="cv_database", locale="da", title="Kok"))
    with two.untouched():
        for query in queries:
            said = [row for row in two.ask(query) if any(one is not None for one in row)]
            assert said == [], query


def test_no_ledger_lets_their_lines_go(two: Two) -> None:
    tried = 0
    names = [name for (name,) in two.ask(CALLABLE) if name.endswith("_let_go")]
    _consent = two.consent
    with two.untouched():
        for name in names:
            select = f"SELECT id FROM {name.removesuffix('_let_go')}"
            for (row,) in two.ask(select, at=two.theirs):
                tried += 1
                assert two.ask(LEDGERS.format(name=name, row=f"'{row}'")) == [(None,)], name
    assert tried


def test_the_same_call_is_answered_in_their_own_scope(two: Two) -> None:
    _number = two.number
    for name in ("candidates_document_own", "reading_own"):
        assert two.ask(called(two, CALLS[name]), at=two.theirs)[0][0] is not None
