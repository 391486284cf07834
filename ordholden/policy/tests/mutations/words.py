"""What a file says of itself: its shape, its head, its texts, its names."""

from ordholden.policy.tests.mutations.planting import at, planted
from ordholden.policy.tests.strategies import Doc, Place


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
