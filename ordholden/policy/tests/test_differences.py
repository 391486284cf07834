"""How the three staffing firms' notices differ, and the facts they state letter by letter.

These tests read the policies; that the program acts on them is proven where it acts.
"""

import pytest

from ordholden.policy.tests.staffing import STAFFING, policy, rule

each = pytest.mark.parametrize("slug", STAFFING)


@each
def test_periods_years_and_conditions_differ(slug: str) -> None:
    """1: a fixed period; financial years; no period but a condition."""
    kinds = {
        "jtworks": ("profile_inactive", "years", False),
        "jobconnection": ("employee", "financial years", False),
        "aktivbemanning": ("agreement_fulfilled", "days", True),
    }
    id, unit, condition = kinds[slug]
    one = rule(slug, id)
    assert one.stages[-1].after.unit == unit
    assert (not isinstance(one.anchor, str)) == condition


def test_triggers_that_look_alike_are_kept_apart() -> None:
    """3: last activity is not last contact, nor the last day of work."""
    anchors = {
        ("jtworks", "profile_inactive"): "last_activity",
        ("jtworks", "one_process_only"): "process_closed",
        ("jobconnection", "candidate_silent"): "last_contact",
        ("jobconnection", "employee"): "employment_ended",
        ("jobconnection", "visit"): "collected",
        ("aktivbemanning", "sign_in"): "signed_in",
    }
    assert {key: rule(*key).anchor for key in anchors} == anchors


def test_becoming_an_employee_changes_the_rule_for_good() -> None:
    """5: one rule is for who has never worked here, the other for who ever has. JC-02."""
    never, ever = rule("jobconnection", "candidate_silent"), rule("jobconnection", "employee")
    assert (never.who, never.only) == (("candidate",), ("never_employed",))
    assert (ever.who, ever.only) == (("employee",), ("ever_employed",))


def test_action_kinds() -> None:
    """7: the kinds of action these firms need."""
    used = {
        step.do for slug in STAFFING for one in policy(slug).document.retain for step in one.stages
    }
    assert used == {"erase", "hide", "stop_contact", "stop_mailing", "anonymise"}


def test_deadlines() -> None:
    """8: a month, thirty days, and a reasonable time or else a date."""
    rights = {slug: policy(slug).document.rights for slug in STAFFING}
    assert {slug: str(one.answer_within) for slug, one in rights.items()} == {
        "jtworks": "1 month",
        "jobconnection": "1 month",
        "aktivbemanning": "30 days",
    }
    assert [slug for slug, one in rights.items() if one.reasonable_time] == ["jtworks"]
    assert rights["aktivbemanning"].may_extend is None
    access = rights["jobconnection"].access
    assert access is not None
    assert (str(access.within), access.delivered) == ("1 month", "email_link")


def test_withdrawal() -> None:
    """9: closes one consent, or means that the profile goes."""
    withdrawn = {
        slug: {one.withdraw.erase for one in policy(slug).consents().values()} for slug in STAFFING
    }
    assert withdrawn["jobconnection"] == {"sole_basis", "nothing"}
    assert withdrawn["aktivbemanning"] == {"profile"}
    assert withdrawn["jtworks"] == {"sole_basis", "nothing"}


def test_sensitive_data() -> None:
    """10: discouraged, gender with it; allowed on three grounds; silent, so the strictest.

    JT-17, JC-45, JC-46.
    """
    stances = {slug: policy(slug).document.sensitive for slug in STAFFING}
    assert stances["jtworks"].stance == "discourage"
    assert set(stances["jtworks"].kinds) == {
        *("politics", "gender", "union", "religion", "philosophy", "health")
    }
    assert stances["jobconnection"].stance == "allow_with_ground"
    assert set(stances["jobconnection"].kinds) == {
        *("race", "religion", "biometrics", "politics", "health", "sex_life", "union")
    }
    assert len(stances["jobconnection"].grounds) == 3
    assert stances["aktivbemanning"].stance == "forbid_and_remove"
    assert stances["aktivbemanning"].because
    assert "person.gender" not in policy("jtworks").held()


@each
def test_candidates_are_shown_by_hand_only(slug: str) -> None:
    """11: no company searches; a customer sees what is presented to it for one position."""
    own = policy(slug)
    assert "cv_database" not in own.modules
    roles = {one.role for one in own.document.see}
    assert not roles & {"searching_company", "followed_company", "outside_recruiter"}
    hand_overs = [one for one in own.document.disclose if "customers" in one.to]
    assert any("position" in one.needs for one in hand_overs)


def test_customers_see_under_an_agreement() -> None:
    """JT-30."""
    (customer,) = [one for one in policy("jtworks").document.see if one.role == "customer"]
    assert customer.how == "under_agreement"


def test_how_the_notice_changes() -> None:
    """12: from publication; and asked again where the law demands it.

    JT-61, JT-62, AB-39, AB-40.
    """
    change = policy("jtworks").document.change
    assert (change.usual, change.reapproval_when_law_requires) == ("publication", True)
    assert change.reapproval_clauses == ("JT-62",)
    assert "notice_everywhere" in policy("aktivbemanning").promises()


def test_stage_gates() -> None:
    """13: what is asked from the signed contract is asked of nobody before it. JC-35, JC-41."""
    own = policy("jobconnection")
    before = own.means(
        field
        for one in own.collected(who="candidate", until="process")
        for field in one.fields
        if one.at != "after_applying"
    )
    locked = {
        *("employment.national_id", "employment.nationality", "employment.id_document"),
        *("employment.work_permit", "employment.bank_account", "person.birth_date"),
    }
    assert not before & (locked | {"statistics.birth_year"})
    assert locked <= own.means(f for one in own.collected(who="employee") for f in one.fields)
    assert own.document.purpose["legal_duties"].starts == "hired"


def test_age_is_asked_later_and_for_numbers() -> None:
    """JC-35."""
    own = policy("jobconnection")
    (asked,) = [one for one in own.document.collect if "statistics.birth_year" in one.fields]
    assert (asked.at, asked.protect, asked.required) == ("after_applying", "statistics", ())
    assert all(own.document.purpose[key].output == "aggregate" for key in asked.purposes)
    assert asked.because


@each
def test_every_purpose_has_a_basis(slug: str) -> None:
    """14: a legal basis for each purpose, and a consent or an interest where the basis needs it."""
    for key, one in policy(slug).purposes().items():
        for basis in one.bases:
            if basis.basis in ("6.1.a", "device_consent", "marketing_consent"):
                assert basis.consent, key
            if basis.basis == "6.1.f":
                assert basis.interest, key


def test_each_hand_over_names_its_basis() -> None:
    """JC-50."""
    named = {"6.1.f", "6.1.c", "6.1.b"}
    for one in policy("jobconnection").document.disclose:
        assert one.bases, one.id
        if one.ground != "device_consent":
            assert set(one.bases) <= named, one.id


# ------------------------------------------------------------------ facts, letter by letter


def test_ways_to_reach_the_firms() -> None:
    """JT-01, JT-46, JT-63, JC-04, JC-54, JC-72, AB-42, AB-43."""
    jt, jc, ab = (policy(slug).document for slug in STAFFING)
    assert jt.contact["header"].phone == "+45 70 27 47 49"
    assert jt.contact["header"].email == "kontakt@jtworks.dk"
    assert jt.contact["access"].email == "info@jtworks.se"
    assert jt.contact["general"].phone == "2152 4749"
    assert jt.contact["general"].post == "JT Works ApS, Øster Fælled Vej 7, 7800 Skive"
    assert jc.controller.number == "CVR 38 34 95 62"
    assert jc.controller.address == "Sundsholmen 5, 9400 Nørresundby"
    assert jc.contact["deregister"].phone == "31 222 111"
    assert jc.contact["deregister"].email == "info@jobconnection.dk"
    assert ab.contact["general"].email == "kontakt@aktivbemanning.no"
    adviser = ab.contact["privacy_officer"]
    assert (adviser.person, adviser.phone) == ("Ellen Julie Digerud", "900 14 797")
    assert adviser.email == "ellen.digerud@aktivbemanning.no"


def test_cookies_live_as_long_as_the_notice_says() -> None:
    """JC-14, JC-15."""
    found = {one.name: one for one in policy("jobconnection").document.cookie}
    assert str(found["_ga"].lifetime) == "24 months"
    assert found["_gid"].lifetime == "session"
    assert {found["_ga"].category, found["_gid"].category} == {"statistics"}


def test_storage_stays_in_the_union() -> None:
    """JT-50."""
    own = policy("jtworks").document
    assert own.storage.allowed == ("EU",)
    assert own.rights.free_clauses == ("JT-46",)
