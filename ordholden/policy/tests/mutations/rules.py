"""What is collected, why, and for how long."""

from ordholden.policy.tests.mutations.planting import at, planted
from ordholden.policy.tests.strategies import Doc, Place


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
