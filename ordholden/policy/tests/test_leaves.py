"""Every leaf knows what keeps it, and what is not kept yet stands in one list that only shrinks."""

import ast
from pathlib import Path

import pytest

from ordholden.policy import Policy, compile_policy
from ordholden.policy.leaves import (
    enforcers,
    keys,
    leaves,
    planned,
    planned_leaves,
    planned_rules,
)

ROOT = Path(__file__).resolve().parents[3]
FILES = [*sorted(ROOT.glob("policies/*.toml")), *sorted(ROOT.glob("policies/archive/*.toml"))]
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)

# A ratchet: when something is built its keys move to enforcers.toml and this number falls. It
# rises only when a key is found that was not kept, and went back: an ad is never "ordered".
STILL_PLANNED = 242


def _policy(file: Path) -> Policy:
    return compile_policy(file.read_text("utf-8"))


@every_file
def test_each_key_is_kept_or_planned_and_not_both(file: Path) -> None:
    asked = keys(_policy(file))
    assert sorted(asked - set(enforcers()) - set(planned())) == []
    assert sorted(set(enforcers()) & set(planned())) == []


def test_the_list_of_what_is_planned_only_shrinks() -> None:
    assert len(planned()) == STILL_PLANNED, "lower the number, never raise it"
    asked = frozenset().union(*(keys(_policy(file)) for file in FILES))
    assert sorted(set(planned()) - asked) == [], "asked for by no policy any more"


@pytest.mark.parametrize("path", sorted({one.by for one in enforcers().values()}))
def test_what_keeps_a_key_exists(path: str) -> None:
    """Read, not imported: the language knows no room above it."""
    module, _, name = path.rpartition(".")
    file = ROOT / Path(*module.split(".")).with_suffix(".py")
    source = file if file.exists() else file.with_suffix("") / "__init__.py"
    found = {
        node.name
        for node in ast.parse(source.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    assert name in found


def test_a_leaf_is_addressed_by_the_id_of_its_entry() -> None:
    policy = _policy(ROOT / "policies" / "workwithus.toml")
    found = {leaf.path: leaf for leaf in leaves(policy)}
    leaf = found["retain.ad_contact.stages.1.after"]
    assert leaf.value == "5 years"
    assert leaf.keys == ("retain/erase/job_ad",)
    assert leaf.section == "keep"
    assert leaf.rule == "retain.ad_contact"
    assert found["promise.no_sharing_but.keep"].keys == ("promise/no_sharing_but",)
    assert found["cookie._fbp.lifetime"].keys == ("cookie/marketing",)
    assert found["look.motto"].text_only
    assert not any("clauses" in path or path.endswith("because") for path in found)


def test_one_leaf_may_need_several_things_to_keep_it() -> None:
    policy = _policy(ROOT / "policies" / "workwithus.toml")
    found = {leaf.path: leaf for leaf in leaves(policy)}
    assert found["retain.account.stages.0.after"].keys == (
        "retain/erase/application",
        "retain/erase/person",
        "retain/erase/profile",
    )


def test_a_key_nobody_knows_counts_as_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = _policy(ROOT / "policies" / "jtworks.toml")
    before = len(planned_leaves(policy))
    monkeypatch.setattr("ordholden.policy.leaves.enforcers", dict)
    assert len(planned_leaves(policy)) > before
    assert any(rule.startswith("retain.") for rule in planned_rules(policy))
