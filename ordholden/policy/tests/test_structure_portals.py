"""What is not a period: the shape, the names and the figures of the two portals' policies."""

from datetime import date

import pytest

from ordholden.policy import PolicyFaults, compile_policy
from ordholden.policy.document.retention import Several
from ordholden.policy.tests.portals import JI, OLD, WW, policy, recipients, rule, sight


def test_events_that_look_alike_are_not_mixed_up() -> None:
    """B4.3: signing in, being active, a closed recruitment, a used consent, a collected item."""
    anchors = {
        (WW, "account"): "last_login",
        (WW, "visits"): "collected",
        (WW, "newsletter"): "consent_last_used",
        (JI, "inactivity"): "last_activity",
        (JI, "application_documents"): "process_closed",
    }
    assert {key: rule(*key).anchor for key in anchors} == anchors
    assert isinstance(rule(WW, "case_payment").anchor, Several)


@pytest.mark.clauses("WW-39", "WW-45", "WW-67")
def test_a_basis_may_depend_on_the_case() -> None:
    """B4.14: a contract besides the interest where there is a subscription. WW-63."""
    ours = policy(WW).purposes()
    bases = [(one.basis, one.when) for one in ours["subscription"].bases]
    assert bases == [("6.1.f", None), ("6.1.b", "with_subscription")]
    assert [one.basis for one in ours["profile"].bases] == ["6.1.f"]
    news = {one.basis: one for one in ours["newsletter"].bases}
    assert news["marketing_consent"].consent == "newsletter"
    assert news["marketing_consent"].law == "DK:markedsforingsloven § 10"


@pytest.mark.parametrize("purpose", ["measurement", "recommendations", "push_tracking", "video"])
def test_what_touches_the_device_needs_a_yes_besides_its_basis(purpose: str) -> None:
    """Both: the consent for the device, the interest for the use after it. WW-47, WW-57, WW-58."""
    bases = {one.basis: one for one in policy(WW).purposes()[purpose].bases}
    assert set(bases) == {"6.1.f", "device_consent"}
    assert bases["device_consent"].consent in policy(WW).consents()


@pytest.mark.parametrize("name", [WW, JI])
def test_withdrawing_closes_one_consent_and_keeps_its_proof(name: str) -> None:
    """B4.9: no consent here takes the profile with it, and none is needed to be stored.

    WW-105, WW-106, JI-15, JI-17.
    """
    for consent in policy(name).consents().values():
        assert consent.withdraw.erase != "profile"
        assert consent.withdraw.keeps_evidence
        assert not consent.needed


def test_special_categories_are_forbidden_and_removed() -> None:
    """B4.10: the portal lists them; the board is silent, so it holds none. JI-38, JI-39."""
    listed = {"religion", "race", "politics", "union", "orientation", "health"}
    for name in (WW, JI):
        assert policy(name).document.sensitive.stance == "forbid_and_remove"
    assert set(policy(JI).document.sensitive.kinds) == listed
    assert policy(WW).document.sensitive.because


def test_a_cv_is_anonymous_until_its_owner_says_otherwise() -> None:
    """B4.11: searching, personal form, following, answering; the address in none of them.

    JI-08, JI-10, JI-12, JI-15, JI-16, JI-17, JI-18.
    """
    (blank,) = sight(JI, "searching_company", "anonymous")
    seen = policy(JI).means(blank.what) - policy(JI).means(blank.never)
    hidden = {"person.name", "person.email", "person.address", "person.phone", "person.photo"}
    assert not seen & (hidden | {"profile.workplaces", "profile.documents", "profile.cv"})
    assert {"profile.skills", "profile.experience", "profile.education"} <= seen
    for role in ("searching_company", "followed_company", "company_contact"):
        (personal,) = sight(JI, role, "after_consent")
        shown = policy(JI).means(personal.what) - policy(JI).means(personal.never)
        assert {"person.name", "person.photo", "profile.workplaces"} <= shown
        assert "person.address" not in shown
    assert "cv_database" not in policy(WW).modules


def test_an_application_goes_to_the_company_applied_to_and_no_other() -> None:
    """B4.11: nobody else reads it here, and no company searches. WW-68, WW-113."""
    readers = {one.role for one in policy(WW).seen_by("application.letter")}
    assert readers == {"subject", "company_contact"}
    handed = [one for one in policy(WW).document.disclose if "application" in one.fields]
    assert [(one.to, one.ground) for one in handed] == [(("applied_company",), "applied")]


def test_gender_and_age_are_for_numbers_and_asked_afterwards() -> None:
    """Danish law lets nobody ask an applicant for age; the portal asks later, if at all. JI-29."""
    asked = [
        one
        for one in policy(JI).document.collect
        if policy(JI).means(one.fields) & {"statistics.gender", "statistics.birth_year"}
    ]
    assert [(one.at, one.protect, one.required) for one in asked] == [
        ("after_applying", "statistics", ())
    ]
    assert not {"person.gender", "person.birth_date"} & policy(JI).held()
    assert policy(JI).purposes()["application_statistics"].output == "aggregate"
    assert {one.how for one in policy(JI).seen_by("statistics.gender")} == {"aggregate"}


def test_the_version_before_the_regulation_is_archived_with_its_own_law() -> None:
    """B4.12, and the day between the two versions. JI-01, JI-52."""
    old, new = policy(OLD), policy(JI)
    assert (old.tenant, old.document.policy.until) == ("jobindex", date(2018, 5, 24))
    assert new.document.policy.effective == date(2018, 5, 25)
    assert new.document.policy.until is None
    assert old.document.rights.access is not None
    assert old.document.rights.access.law == "DK:persondataloven"
    assert new.document.rights.access is not None
    assert new.document.rights.access.law == "EU:gdpr"
    laws = {basis.basis for one in old.purposes().values() for basis in one.bases}
    assert laws == {"national_law", "device_consent"}
    assert new.document.change.archive == "shown"


def test_a_later_law_does_not_reach_an_archived_version() -> None:
    """The ban on asking applicants for their age is of 2022; a version in force meets it."""
    text = policy(OLD).text
    assert "until = 2018-05-24" in text
    with pytest.raises(PolicyFaults, match="forskelsbehandlingsloven"):
        compile_policy(text.replace("until = 2018-05-24\n", ""))


def test_the_statutory_deadline_fills_what_the_notices_leave_open() -> None:
    """B4.8."""
    for name in (WW, JI):
        rights = policy(name).document.rights
        assert (str(rights.answer_within), str(rights.may_extend)) == ("1 month", "2 months")
        assert rights.because
    assert str(policy(OLD).document.rights.answer_within) == "4 weeks"


def test_the_kinds_of_action_the_notices_need_are_all_used() -> None:
    """B4.7, as far as these two notices ask."""
    done = {
        step.do for name in (WW, JI) for one in policy(name).document.retain for step in one.stages
    }
    assert {"erase", "hide", "stop_mailing", "strip", "review", "remove_review"} <= done


@pytest.mark.clauses("WW-26", "WW-29", "WW-30", "WW-33", "WW-72", "WW-76")
def test_one_company_stands_in_each_role_it_has() -> None:
    """Joint controller for the pixel and the page, processor for measuring, with its transfer.

    WW-74.
    """
    ours = recipients(WW)
    pixel, page, measuring = ours["facebook_pixel"], ours["facebook_page"], ours["facebook"]
    assert {pixel.name, page.name, measuring.name} == {"Facebook Irland"}
    assert (pixel.kinds, page.kinds) == (("joint_controller",), ("joint_controller",))
    assert measuring.kinds == ("processor",)
    assert [link.point for link in pixel.links] == ["2.a.ii, 5.a.ii", "", ""]
    assert pixel.division is not None
    assert page.division is not None
    assert ours["facebook_us"].under == "facebook"
    (transfer,) = ours["facebook_us"].transfers
    assert (transfer.country, transfer.basis) == ("US", "standard_clauses")
    assert transfer.link == "https://www.facebook.com/legal/EU_data_transfer_addendum"


@pytest.mark.clauses("WW-70", "WW-73")
@pytest.mark.parametrize("wanted", ["mailchimp", "mandrill", "vimeo", "youtube", "linkedin"])
def test_a_firm_abroad_has_a_transfer_even_where_the_notice_forgot_it(wanted: str) -> None:
    """WW-71, WW-74, WW-75."""
    (transfer,) = recipients(WW)[wanted].transfers
    assert (transfer.country, transfer.basis) == ("US", "standard_clauses")
    assert transfer.copy_on_request
    assert transfer.because


def test_review_figures_are_those_of_the_notice() -> None:
    """B12. JI-75, JI-76, JI-78, JI-91, JI-97, JI-107, JI-113, JI-122."""
    reviews = policy(JI).document.reviews
    assert reviews is not None
    assert (str(reviews.window), reviews.per_company, reviews.mask) == ("5 years", 1, "***")
    assert reviews.relations == ("permanent", "student_helper", "volunteer")
    assert reviews.contract_required
    assert reviews.hide_on_report
    assert reviews.company_reply
    assert set(reviews.report_grounds) == {
        *("views_only", "defamation_or_unlawful", "language", "fabricated", "misuse")
    }
    assert len(reviews.removal_codes) == 7
    assert len(reviews.no_removal) == 4
    assert reviews.verification_fields == ("period", "department", "nearest_manager")
    assert reviews.block_scopes == ("company", "all")
    assert reviews.because
    assert policy(WW).document.reviews is None


def test_the_portal_keeps_its_data_in_denmark() -> None:
    """JI-40."""
    storage = policy(JI).document.storage
    assert storage.allowed == ("DK",)
    assert [(one.country, one.recipient) for one in storage.place] == [("DK", "itadel")]


@pytest.mark.clauses("WW-03", "WW-109", "JI-03", "JI-48", "JI-127", "JI-128", "JI-129")
def test_names_and_addresses_are_those_of_the_notices() -> None:
    """B1."""
    board, portal = policy(WW).document, policy(JI).document
    assert (board.controller.name, board.controller.brand) == ("Ncom", "WorkWithUs.dk")
    assert board.contact["general"].email == "kontakt@workwithus.dk"
    (authority,) = board.authority
    assert authority.address == "Carl Jacobsens Vej 35, 2500 Valby"
    assert (authority.email, authority.phone) == ("dt@datatilsynet.dk", "+45 33 19 32 00")
    assert authority.website == "www.datatilsynet.dk"
    assert portal.controller.name == "Jobindex A/S"
    assert portal.controller.number == "CVR 21367087"
    assert portal.controller.address.startswith("Holger Danskes Vej 91, 2000 Frederiksberg")
    assert portal.contact["header"].email == "info@jobindex.dk"
    assert portal.contact["reviews"].email == "evaluering@jobindex.dk"
    assert portal.contact["reviews"].phone == "38 32 33 55"
    for kind in ("general", "support"):
        assert portal.contact[kind].email == "support@jobindex.dk"
        assert portal.contact[kind].phone == "3832 3355"
    assert portal.authority[0].email == "dt@datatilsynet.dk"


def test_mails_need_what_the_notices_say() -> None:
    """Job mail and newsletter by consent, double; a later vacancy from one to one.

    WW-23, WW-63, WW-77, WW-78, JI-36, JI-37.
    """
    board, portal = policy(WW).document, policy(JI).document
    for kind, consent in (("job_mail", "job_mails"), ("newsletter", "newsletter")):
        assert board.mail[kind].consent == consent
        assert board.consent[consent].double_opt_in
    assert board.mail["service"].consent is None
    tracked = {kind for kind, one in board.mail.items() if one.tracking_consent}
    assert tracked == {"newsletter", "push"}
    assert portal.mail["offer"].counts_as_contact
