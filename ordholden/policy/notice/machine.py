"""A notice for machines: the canonical tree, what each leaf says in words, and public names.

Served at /.well-known/privacy-policy.json, so that an outsider can hold promise and behaviour
side by side. The same policy gives the same bytes.
"""

from typing import Any

from ordholden.policy.compiled import Policy, canonical
from ordholden.policy.notice.dpv import names_of
from ordholden.policy.notice.runs import (
    Block,
    Bullets,
    Fixed,
    Heading,
    Leaf,
    Notice,
    Run,
    Runs,
    Section,
    plain_text,
)

SCHEMA = "ordholden-notice/1"


def machine_copy(policy: Policy, notice: Notice) -> dict[str, Any]:
    """The notice as plain JSON values."""
    return {
        "schema": SCHEMA,
        "policy": policy.id,
        "meaning": policy.meaning_id,
        "tenant": policy.tenant,
        "effective": policy.document.policy.effective.isoformat(),
        "locale": notice.locale,
        "title": plain_text(notice.title),
        "sections": [_section(section) for section in notice.layers],
        "tree": policy.tree,
        "dpv": names_of(policy),
    }


def render_json(policy: Policy, notice: Notice) -> str:
    """The machine copy as canonical JSON: sorted keys, no spaces, UTF-8."""
    return canonical(machine_copy(policy, notice)).decode() + "\n"


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": plain_text(section.title),
        "brief": plain_text(section.short),
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"heading": _runs(block.runs)}
    if isinstance(block, Bullets):
        return {
            "items": [
                {"rule": item.rule, "lead": _runs(item.lead), "text": _runs(item.runs)}
                for item in block.items
            ]
        }
    return {"rule": block.rule, "text": _runs(block.runs)}


def _runs(runs: Runs) -> list[dict[str, str]]:
    return [_run(run) for run in runs]


def _run(run: Run) -> dict[str, str]:
    if isinstance(run, Leaf):
        return {"text": run.text, "leaf": run.path, "value": run.value}
    if isinstance(run, Fixed):
        return {"text": run.text, "fixed": run.key}
    return {"text": run.text}
