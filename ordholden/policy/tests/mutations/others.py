"""Whom data goes to, what is asked and written, and what people may demand."""

from ordholden.policy.tests.mutations.planting import at, planted
from ordholden.policy.tests.strategies import Doc, Place


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
