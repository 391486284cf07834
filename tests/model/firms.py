"""Policies of one firm that changes its mind: the same sentences with other figures."""

from pathlib import Path
from random import Random

ACME = (Path(__file__).parents[1] / "policies" / "acme.toml").read_text(encoding="utf-8")
HOBBY = """
[[field]]
id = "hobby"
label = { da = "Fritid", en = "Free time" }
kind = "text"
because = "Only for those who want to be thought of later."

[[collect]]
who = "candidate"
at = "profile"
fields = ["own.hobby"]
purposes = ["later_jobs"]
because = "It says what somebody enjoys."
"""
SHOE = """
[[retain]]
id = "shoe"
what = ["own.shoe_size"]
who = ["candidate"]
anchor = "ANCHOR"
stages = [{ after = "PERIOD", do = "erase" }]
because = "Feet change."
"""
PROFILE = """anchor = "last_activity"
stages = [{ after = "23 months", do = "notify" }, { after = "2 years", do = "erase" }]"""
ANCHORS = (
    '"last_activity"',
    '"last_login"',
    '"last_contact"',
    '{ latest = ["last_activity", "last_contact"] }',
    '{ earliest = ["last_activity", "last_contact"] }',
    '{ all = ["last_activity", "process_closed"] }',
)
SHORT = ("3 days", "2 weeks", "30 days", "1 month", "11 weeks")
MIDDLE = ("90 days", "5 months", "6 months", "1 year", "13 months", "1 financial year")
LONG = ("18 months", "2 years", "3 years", "2 financial years")


def firm(seed: int) -> str:
    """A policy text, always the same for a seed. Every one of them compiles."""
    chance = Random(seed)
    anchor = chance.choice(ANCHORS)
    profile = f'anchor = {anchor}\nstages = [{{ after = "{chance.choice(MIDDLE)}", do = "erase" }}]'
    if chance.random() < 0.4:
        profile += '\ncap = { anchor = "collected", after = "15 months" }'
    if anchor.startswith("{ all"):
        profile += '\nbackstop = { anchor = "collected", after = "3 years" }'
    text = ACME.replace(PROFILE, profile)
    text = text.replace('"own.shoe_size"]', '"own.shoe_size", "own.hobby"]')
    text = text.replace('fields = ["own.shoe_size", "own.hobby"]', 'fields = ["own.shoe_size"]')
    text = text.replace("# ---", HOBBY + "\n# ---", 1)
    text = text.replace(
        'stages = [{ after = "30 days", do = "erase" }]\nclauses = ["AC-41"]',
        f'stages = [{{ after = "{chance.choice(SHORT)}", do = "erase" }}]\nclauses = ["AC-41"]',
    )
    text = text.replace(
        '{ after = "2 years", do = "stop_mailing" }',
        f'{{ after = "{chance.choice(LONG)}", do = "stop_mailing" }}',
    )
    text = text.replace(
        'anchor = "signed_in"\nstages = [{ after = "6 months"',
        f'anchor = "signed_in"\nstages = [{{ after = "{chance.choice(MIDDLE)}"',
    )
    text = text.replace(
        'anchor = "consent_ended"\nstages = [{ after = "2 years"',
        f'anchor = "consent_ended"\nstages = [{{ after = "{chance.choice(LONG)}"',
    )
    if chance.random() < 0.5:
        expires = (
            f'at = "sign_up"\nexpires = "{chance.choice(MIDDLE)}"\nwithdraw = {{ erase = "sole'
        )
        text = text.replace('at = "sign_up"\nwithdraw = { erase = "sole', expires)
    if chance.random() < 0.6:
        shoe = SHOE.replace("ANCHOR", chance.choice(["collected", "last_contact"]))
        text += shoe.replace("PERIOD", chance.choice(SHORT + MIDDLE))
    year_end = chance.choice(["12-31", "06-30", "02-28"])
    return text.replace('year_end = "12-31"', f'year_end = "{year_end}"')
