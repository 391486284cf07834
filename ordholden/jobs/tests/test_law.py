"""What the law does not let an applicant be asked, in ads and their questions (bar 39)."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from ordholden.jobs import actions, law
from ordholden.jobs.drafts import Asked
from ordholden.jobs.tests.make import make_draft
from ordholden.policy.tests.test_ask import AGE, NORWAY
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

pytestmark = [pytest.mark.django_db]
DEMO = Path(settings.BASE) / "ordholden" / "home" / "demo" / "ads.toml"
# What honest ads say, with words in it that a careless rule would trip over.
HONEST = """
Du har erfaring med børn i alderen 0-6 år.|Vi er et ungt team på tværs af alder og baggrund.
Vi opfordrer alle til at søge uanset alder, køn, religion, handicap og etnisk oprindelse.
Du er sundhedsfaglig og arbejder med ældre.|Løn efter overenskomst med 3F.
Du underviser i religion og historie.|Vi arbejder med mennesker med handicap.
Arbejdsgiveren har barsel med løn.|Børneattest indhentes, inden du begynder.
Har du erfaring med gravide og fødende?|Du kan dansk på et niveau, så du kan læse højt.
Vi oppfordrer alle kvalifiserte til å søke, uavhengig av funksjonsevne og kulturell bakgrunn.
Du har autorisasjon som helsefagarbeider.|Barnehagen ligger ved kirken.
Kan du arbeide i helgene?|Har du førerkort klasse B?|Når kan du begynne?
Vi er en inkluderende arbeidsplass med lav gjennomsnittsalder på bygningene.
We welcome applicants regardless of age, gender, disability or belief.
Do you have a driving licence?
Are you allowed to work in Denmark?|Have you worked with children before?
You look after patients with diabetes.|Our pension is 12 percent.
""".replace("\n", "|")


def phrases(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\n", "|").split("|") if one.strip()]


@pytest.mark.parametrize(("slug", "text"), [("jtworks", AGE), ("aktivbemanning", NORWAY)])
def test_none_of_the_phrasings_can_be_published_in_an_ad(slug: str, text: str) -> None:
    asked = phrases(text)
    assert len(asked) >= 60
    with at_home(opened(slug)) as _:
        tenant_policy = opened_policy()
        passed = [one for one in asked if law.refused(tenant_policy, one) is None]
    assert passed == []


def opened_policy() -> Any:
    from ordholden.tenants import scope

    return scope.required().policy


@pytest.mark.parametrize("slug", ["jtworks", "aktivbemanning"])
def test_what_honest_ads_say_is_not_refused(slug: str) -> None:
    with at_home(opened(slug)):
        policy = opened_policy()
        refused = [one for one in phrases(HONEST) if law.refused(policy, one) is not None]
        assert refused == []
        text = DEMO.read_text(encoding="utf-8")
        for said in tomllib.loads(text)["ad"]:
            questions = tuple(Asked(text=one[0]) for one in said.get("questions", ()))
            draft = make_draft(title=said["title"], text=said["text"], questions=questions)
            assert law.faults(policy, draft) == {}, said["title"]


def test_a_choice_and_an_explanation_are_read_as_well() -> None:
    with at_home(opened("jtworks")):
        for asked in (
            Asked(text="Vælg", kind="choice", choices=("Jeg er gravid", "Er du gravid?")),
            Asked(text="Om dig", help="Skriv din fødselsdato"),
        ):
            with pytest.raises(actions.Refused) as refused:
                actions.write(make_draft(questions=(asked,)), by=None)
            assert list(refused.value.faults) == ["questions"]


def test_a_question_hidden_behind_a_welcome_is_still_a_question() -> None:
    with at_home(opened("jtworks")):
        policy = opened_policy()
        assert law.refused(policy, "Uanset hvad: hvor gammel er du?") is not None
