"""Single faults, each planted in an Acme-like policy; each says where the fault then stands."""

from collections.abc import Callable
from typing import Any

from ordholden.policy.tests.strategies import Doc, Place

Mutation = Callable[[Doc], Place]
MUTATIONS: dict[str, Mutation] = {}


def planted(mutation: Mutation) -> Mutation:
    """Register a fault under its own name."""
    MUTATIONS[mutation.__name__] = mutation
    return mutation


def at(doc: Doc, shelf: str, **wanted: Any) -> tuple[int, Doc]:
    """The first entry of a shelf with these values, and its place on it."""
    return next(
        (index, one)
        for index, one in enumerate(doc[shelf])
        if all(one.get(key) == value for key, value in wanted.items())
    )


# ------------------------------------------------------------------ shape
@planted
def unknown_key(doc: Doc) -> Place:
    doc["hold"]["colour"] = "blue"
    return ("hold", "colour")


@planted
def unknown_word(doc: Doc) -> Place:
    doc["modules"]["on"][0] = "profilez"
    return ("modules", "on", 0)


@planted
def bare_number(doc: Doc) -> Place:
    doc["backup"]["keep"] = 30
    return ("backup", "keep")


@planted
def unknown_unit(doc: Doc) -> Place:
    doc["hold"]["max"] = "3 moons"
    return ("hold", "max")


@planted
def missing_key(doc: Doc) -> Place:
    del doc["controller"]["address"]
    return ("controller",)


@planted
def promise_nobody_knows(doc: Doc) -> Place:
    doc["promise"][0]["keep"] = "eternal_youth"
    return ("promise", 0, "keep")


# ------------------------------------------------------------------ head
@planted
def ends_before_it_begins(doc: Doc) -> Place:
    doc["policy"]["until"] = doc["policy"]["effective"].replace(year=2020)
    return ("policy", "until")


@planted
def no_such_time_zone(doc: Doc) -> Place:
    doc["policy"]["timezone"] = "Europe/Atlantis"
    return ("policy", "timezone")


@planted
def no_such_day(doc: Doc) -> Place:
    doc["policy"]["financial_year_end"] = "02-30"
    return ("policy", "financial_year_end")


@planted
def language_twice(doc: Doc) -> Place:
    locales = doc["policy"]["locales"]
    locales.append(locales[0])
    return ("policy", "locales", len(locales) - 1)


@planted
def no_authority(doc: Doc) -> Place:
    doc["authority"][0]["country"] = "FI"
    return ("policy", "jurisdictions")


@planted
def nothing_said_about_why(doc: Doc) -> Place:
    doc["hold"]["because"] = ""
    return ("hold",)


@planted
def recipient_without_reason(doc: Doc) -> Place:
    index, one = at(doc, "recipient", id="customers")
    del one["because"]
    return ("recipient", index)


# ------------------------------------------------------------------ texts
@planted
def language_missing(doc: Doc) -> Place:
    del doc["look"]["motto"][doc["policy"]["locales"][0]]
    doc["look"]["motto"] = doc["look"]["motto"] or {"fr": "Bonjour"}
    return ("look", "motto")


@planted
def spare_language(doc: Doc) -> Place:
    doc["purpose"]["matching"]["text"]["fi"] = "Löytää töitä"
    return ("purpose", "matching", "text")


@planted
def figure_in_text(doc: Doc) -> Place:
    doc["text"]["welcome"][doc["policy"]["locales"][0]] = "Acme 24/7"
    return ("text", "welcome")


@planted
def promise_in_text(doc: Doc) -> Place:
    word = {"da": "Vi sletter", "nb": "Vi sletter", "sv": "Vi raderar", "en": "We delete"}
    locale = doc["policy"]["locales"][0]
    doc["purpose"]["matching"]["text"][locale] = word[locale]
    return ("purpose", "matching", "text")


@planted
def duration_in_consent(doc: Doc) -> Place:
    word = {"da": "i et år", "nb": "i et år", "sv": "i ett år", "en": "for a year"}
    locale = doc["policy"]["locales"][0]
    doc["consent"]["later_jobs"]["text"][locale] = word[locale]
    return ("consent", "later_jobs", "text")


@planted
def receiver_in_text(doc: Doc) -> Place:
    doc["purpose"]["job_mail"]["text"][doc["policy"]["locales"][0]] = "Via Example Mail AB"
    return ("purpose", "job_mail", "text")


# ------------------------------------------------------------------ names
@planted
def purpose_unknown(doc: Doc) -> Place:
    doc["collect"][0]["purposes"][0] = "matchin"
    return ("collect", 0, "purposes", 0)


@planted
def consent_unknown(doc: Doc) -> Place:
    doc["purpose"]["later_jobs"]["bases"][0]["consent"] = "other_jobs"
    return ("purpose", "later_jobs", "bases", 0, "consent")


@planted
def recipient_unknown(doc: Doc) -> Place:
    doc["mail"]["job_mail"]["via"] = "pigeon"
    return ("mail", "job_mail", "via")


@planted
def own_field_unknown(doc: Doc) -> Place:
    doc["see"][0]["what"].append("own.hat_size")
    return ("see", 0, "what", len(doc["see"][0]["what"]) - 1)


@planted
def rule_twice(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="case")
    rule["id"] = "profile"
    return ("retain", index)


@planted
def purpose_unused(doc: Doc) -> Place:
    doc["purpose"]["idle"] = {**doc["purpose"]["matching"]}
    return ("purpose", "idle")


@planted
def consent_unused(doc: Doc) -> Place:
    words = dict.fromkeys(doc["policy"]["locales"], "Ja tak")
    doc["consent"]["idle"] = {**doc["consent"]["later_jobs"], "text": words}
    return ("consent", "idle")


@planted
def own_field_without_purpose(doc: Doc) -> Place:
    index, _ = at(doc, "collect", fields=["own.shoe_size"])
    del doc["collect"][index]
    for shelf in ("see", "retain"):
        for one in doc[shelf]:
            one["what"] = [word for word in one["what"] if word != "own.shoe_size"]
    return ("field", at(doc, "field", id="shoe_size")[0])


# ------------------------------------------------------------------ purposes and fields
@planted
def purpose_without_basis(doc: Doc) -> Place:
    doc["purpose"]["matching"]["bases"] = []
    return ("purpose", "matching")


@planted
def field_without_purpose(doc: Doc) -> Place:
    index, one = at(doc, "collect", fields=["own.shoe_size"])
    one["purposes"] = []
    return ("collect", index)


@planted
def consent_basis_without_consent(doc: Doc) -> Place:
    doc["purpose"]["matching"]["bases"] = [{"basis": "6.1.a"}]
    return ("purpose", "matching", "bases", 0)


@planted
def duty_without_law(doc: Doc) -> Place:
    del doc["purpose"]["proof"]["bases"][0]["law"]
    return ("purpose", "proof", "bases", 0)


@planted
def interest_unsaid(doc: Doc) -> Place:
    del doc["purpose"]["answers"]["bases"][0]["interest"]
    return ("purpose", "answers", "bases", 0)


@planted
def consent_and_contract_at_once(doc: Doc) -> Place:
    doc["purpose"]["later_jobs"]["bases"].append({"basis": "6.1.b"})
    return ("purpose", "later_jobs", "bases")


@planted
def no_way_to_object(doc: Doc) -> Place:
    doc["purpose"]["answers"]["objection"] = "none"
    return ("purpose", "answers", "objection")


@planted
def purpose_for_others(doc: Doc) -> Place:
    index, one = at(doc, "collect", who="enquirer")
    one["purposes"].append("selection")
    return ("collect", index, "purposes", 1)


@planted
def required_but_not_asked(doc: Doc) -> Place:
    doc["collect"][0]["required"].append("person.nationality")
    return ("collect", 0, "required", len(doc["collect"][0]["required"]) - 1)


@planted
def statistics_read_singly(doc: Doc) -> Place:
    index, one = at(doc, "collect", fields=["statistics.gender"])
    one["purposes"] = ["matching"]
    doc["see"].append({**doc["see"][-1], "how": "aggregate"})
    return ("collect", index, "purposes")


@planted
def statistics_unprotected(doc: Doc) -> Place:
    index, one = at(doc, "collect", fields=["statistics.gender"])
    del one["protect"]
    return ("collect", index)


@planted
def statistics_seen_openly(doc: Doc) -> Place:
    index, one = at(doc, "see", what=["statistics"])
    one["how"] = "open"
    return ("see", index)


@planted
def special_without_ground(doc: Doc) -> Place:
    doc["collect"].append(
        {
            "who": "candidate",
            "at": "hired",
            "fields": ["profile.sensitive"],
            "purposes": ["matching"],
            "because": "Somebody wanted it.",
        }
    )
    return ("collect", len(doc["collect"]) - 1)


@planted
def criminal_without_ground(doc: Doc) -> Place:
    index, one = at(doc, "collect", at="process")
    one["fields"].append("application.criminal_record")
    return ("collect", index)


@planted
def national_id_in_the_open(doc: Doc) -> Place:
    doc["collect"].append(
        {
            "who": "candidate",
            "at": "hired",
            "fields": ["person.national_id"],
            "purposes": ["matching"],
            "because": "Somebody wanted it.",
        }
    )
    for see in doc["see"]:
        if "person" in see["what"] and see["role"] != "subject":
            see["never"] = [*see.get("never", []), "person.national_id"]
    return ("collect", len(doc["collect"]) - 1)


@planted
def stance_without_grounds(doc: Doc) -> Place:
    doc["sensitive"]["stance"] = "allow_with_ground"
    return ("sensitive",)


# ------------------------------------------------------------------ retention
@planted
def stages_fall(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="profile")
    rule["stages"][0]["after"] = "9 years"
    return ("retain", index, "stages", 1, "after")


@planted
def after_the_end(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="case")
    rule["stages"].append({"after": "9 years", "do": "hide"})
    return ("retain", index, "stages", 1)


@planted
def restrict_to_nothing(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="application")
    del rule["stages"][0]["to"]
    return ("retain", index, "stages", 0)


@planted
def strip_of_everything(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="draft")
    rule["stages"][0] = {"after": "10 days", "do": "strip"}
    return ("retain", index, "stages", 0)


@planted
def hours_in_retention(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="case")
    rule["stages"][0]["after"] = "12 hours"
    return ("retain", index, "stages", 0, "after")


@planted
def two_ways_at_once(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="profile")
    both = ["last_activity", "last_contact"]
    rule["anchor"] = {"latest": both, "earliest": both}
    return ("retain", index, "anchor")


@planted
def consent_condition_without_consent(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="one_process")
    del rule["consent"]
    return ("retain", index, "only")


@planted
def tells_before_nothing(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="profile")
    extra = {**rule, "id": "again", "stages": [{"after": "1 year", "do": "notify"}]}
    doc["retain"].insert(index + 1, extra)
    return ("retain", index + 1, "stages", 0)


@planted
def kept_by_no_law(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="case")
    rule["kept_by_law"] = True
    return ("retain", index, "kept_by_law")


@planted
def backups_outlive_their_promise(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="backup")
    rule["stages"][0]["after"] = "11 months"
    return ("retain", index, "stages", 0, "after")


@planted
def rule_about_nothing(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="case")
    rule["what"].append("survey")
    return ("retain", index, "what", 1)


@planted
def holds_by_the_hour(doc: Doc) -> Place:
    doc["hold"]["max"] = "36 hours"
    return ("hold", "max")


@planted
def kept_for_another_purpose(doc: Doc) -> Place:
    index, rule = at(doc, "retain", id="draft")
    rule["stages"][0] = {
        "after": "10 days",
        "do": "strip",
        "keep": ["application.letter"],
        "keep_for": "answers",
    }
    return ("retain", index, "stages", 0, "keep")


# ------------------------------------------------------------------ others, consents, mails
@planted
def processor_without_agreement(doc: Doc) -> Place:
    index, one = at(doc, "recipient", id="mail_house")
    del one["agreement"]
    return ("recipient", index)


@planted
def third_country_without_transfer(doc: Doc) -> Place:
    index, one = at(doc, "recipient", id="mail_house")
    one["country"] = "BD"
    return ("recipient", index, "country")


@planted
def adequacy_nobody_found(doc: Doc) -> Place:
    index, one = at(doc, "recipient", id="mail_house")
    one["country"] = "BD"
    one["transfers"] = [{"country": "BD", "basis": "adequacy", "because": "It is said."}]
    return ("recipient", index, "transfers", 0, "basis")


@planted
def nameless_country(doc: Doc) -> Place:
    index, one = at(doc, "recipient", id="mail_house")
    del one["country"]
    return ("recipient", index)


@planted
def under_itself(doc: Doc) -> Place:
    index, one = at(doc, "recipient", id="mail_house")
    one["under"] = "mail_house"
    return ("recipient", index, "under")


@planted
def gets_what_is_never_held(doc: Doc) -> Place:
    index, one = at(doc, "recipient", id="mail_house")
    one["fields"][0] = "survey.answers"
    return ("recipient", index, "fields", 0)


@planted
def stored_outside(doc: Doc) -> Place:
    doc["storage"]["place"][0]["country"] = "US"
    return ("storage", "place", 0, "country")


@planted
def hands_over_nothing(doc: Doc) -> Place:
    doc["disclose"][0]["fields"][0] = "employment.pay"
    return ("disclose", 0, "fields", 0)


@planted
def same_question_twice(doc: Doc) -> Place:
    doc["consent"]["again"] = {**doc["consent"]["later_jobs"]}
    doc["purpose"]["later_jobs"]["bases"].append({"basis": "6.1.a", "consent": "again"})
    return ("consent", "again", "purposes")


@planted
def yes_about_something_else(doc: Doc) -> Place:
    doc["consent"]["later_jobs"]["purposes"].append("matching")
    return ("consent", "later_jobs", "purposes", 1)


@planted
def withdrawal_that_punishes(doc: Doc) -> Place:
    doc["consent"]["later_jobs"]["withdraw"]["erase"] = "profile"
    return ("consent", "later_jobs", "withdraw", "erase")


@planted
def anybody_could_say_yes(doc: Doc) -> Place:
    doc["consent"]["newsletter"]["double_opt_in"] = False
    return ("consent", "newsletter")


@planted
def newsletter_without_a_yes(doc: Doc) -> Place:
    del doc["mail"]["newsletter"]["consent"]
    return ("mail", "newsletter")


@planted
def bulk_mail_as_contact(doc: Doc) -> Place:
    doc["mail"]["newsletter"]["counts_as_contact"] = True
    return ("mail", "newsletter", "counts_as_contact")


@planted
def tracked_on_the_same_yes(doc: Doc) -> Place:
    doc["mail"]["newsletter"]["tracking_consent"] = "newsletter"
    return ("mail", "newsletter", "tracking_consent")


@planted
def cookie_nobody_was_asked_about(doc: Doc) -> Place:
    doc["cookie"][0]["category"] = "statistics"
    return ("cookie", 0, "category")


# ------------------------------------------------------------------ rights, modules, statutes
@planted
def answers_too_late(doc: Doc) -> Place:
    doc["rights"]["answer_within"] = "6 weeks"
    return ("rights", "answer_within")


@planted
def breach_told_too_late(doc: Doc) -> Place:
    doc["breach"]["authority_within"] = "5 days"
    return ("breach", "authority_within")


@planted
def right_by_no_way(doc: Doc) -> Place:
    doc["rights"]["access"]["contact"] = "support"
    return ("rights", "access")


@planted
def module_without_table(doc: Doc) -> Place:
    doc["modules"]["on"].append("reviews")
    return ("modules", "on", len(doc["modules"]["on"]) - 1)


@planted
def table_without_module(doc: Doc) -> Place:
    doc["modules"]["on"].remove("newsletter")
    return ("mail", "newsletter")


@planted
def promise_about_what_is_off(doc: Doc) -> Place:
    doc["promise"].append({"keep": "cv_anonymous", "because": "It sounds well."})
    return ("promise", len(doc["promise"]) - 1)


@planted
def no_such_law(doc: Doc) -> Place:
    doc["purpose"]["proof"]["bases"][0]["law"] = "EU:gpdr"
    return ("purpose", "proof", "bases", 0, "law")
