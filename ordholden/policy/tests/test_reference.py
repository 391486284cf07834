"""The language's page is true: its reference is generated, its examples come from the tests."""

import re
from pathlib import Path

import pytest

from ordholden.policy import vocabulary
from ordholden.policy.document.root import Document
from ordholden.policy.reference import MARK, reference, with_reference

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "policy-language.md"


def test_the_reference_on_the_page_is_the_one_the_program_prints() -> None:
    page = PAGE.read_text("utf-8")
    assert MARK in page
    assert page == with_reference(page), (
        "bring docs/policy-language.md up to date:"
        " python -m ordholden.policy.reference docs/policy-language.md"
    )


@pytest.mark.parametrize(
    "example", re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)
)
def test_an_example_is_cut_from_a_policy_of_the_tests(example: str) -> None:
    policies = [file.read_text("utf-8") for file in (ROOT / "tests" / "policies").glob("*.toml")]
    assert any(example in text for text in policies)


def test_the_reference_names_every_key_and_every_word() -> None:
    text = reference()
    for name, field in Document.model_fields.items():
        assert f"`{field.alias or name}`" in text
    for name, table in vars(vocabulary).items():
        if name.isupper() and isinstance(table, dict):
            for word in table:
                assert f"* `{word}`: " in text


def test_no_type_is_printed_as_the_program_sees_it() -> None:
    for smell in ("Annotated", "typing", "<class", "NoneType", "BaseModel", "tuple[", "dict["):
        assert smell not in reference()
