"""Forms: every field is named, explained, and keeps what was typed."""

from datetime import date

import pytest
from django import forms

from ordholden.web.forms import ConsentBox, ConsentChoice
from ordholden.web.looks import SampleForm
from ordholden.web.tests.make import Outline

TODAY = date(2026, 3, 1)


def described(html: str) -> None:
    """Every aria-describedby and every label points at something that is there, once."""
    outline = Outline(html)
    ids = [one["id"] for _, one in outline.elements if one.get("id")]
    assert len(ids) == len(set(ids))
    for _, one in outline.elements:
        for name in (one.get("aria-describedby") or "").split():
            assert name in ids
    for label in outline.all("label"):
        assert "for" not in label or label["for"] in ids


def test_a_form_explains_itself() -> None:
    html = str(SampleForm(today=TODAY))

    described(html)
    assert "So that we can greet you" in html
    assert 'id="id_name_until"' in html
    assert 'aria-describedby="id_name_helptext id_name_until"' in html
    assert html.index("Who you are") < html.index('name="name"') < html.index("What you look for")
    assert not [one for _, one in Outline(html).elements if "style" in one]


def test_a_refused_form_keeps_what_was_typed_and_points_at_faults() -> None:
    form = SampleForm({"email": "rita@", "note": "Typed."}, today=TODAY)
    html = str(form)

    described(html)
    assert 'value="rita@"' in html
    assert "Typed.</textarea>" in html
    links = [one["href"] for one in Outline(html).all("a")]
    targets = [f"#{one['id']}" for _, one in Outline(html).elements if one.get("id")]
    assert len(links) == len(form.errors)
    assert set(links) <= set(targets)
    assert html.count('aria-invalid="true"') >= 3


def test_a_consent_is_never_given_beforehand() -> None:
    box = ConsentBox(label="Keep", required=True, initial=True)
    choice = ConsentChoice(label="Mail?")
    form = type("Ask", (forms.Form,), {"box": box, "choice": choice})

    assert "checked" not in str(form())
    answers = [form(data) for data in ({}, {"choice": "yes", "box": "on"}, {"choice": "no"})]
    assert all(answer.is_valid() for answer in answers)
    assert [answer.cleaned_data["choice"] for answer in answers] == [None, True, False]
    assert [answer.cleaned_data["box"] for answer in answers] == [False, True, False]


def test_both_answers_weigh_the_same() -> None:
    form = type("Ask", (forms.Form,), {"choice": ConsentChoice(label="Mail?")})
    labels = [one["class"] for one in Outline(str(form())).all("label")]
    assert labels == ["choice", "choice"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (forms.CharField(label="Name", required=False), "(optional)"),
        (forms.CharField(label="Name"), '<span class="required" aria-hidden="true">*</span>'),
    ],
)
def test_what_must_be_filled_in_is_said(field: forms.Field, words: str) -> None:
    form = type("Ask", (forms.Form,), {"name": field})
    assert words in str(form())


def test_words_of_a_policy_are_words_and_not_markup() -> None:
    form = SampleForm(today=TODAY)
    vars(form.fields["name"]).update(reason="<script>", until="<i>", help_text="<b>")
    form.fields["name"].label = "<u>"
    html = str(form["name"].as_field_group())
    for tag in ("script", "i", "b", "u"):
        assert not Outline(html).all(tag)


def test_one_field_alone() -> None:
    html = SampleForm(today=TODAY)["shift"].as_field_group()
    assert html.count('type="radio"') == 3
    assert html.count("<legend>") == 1
