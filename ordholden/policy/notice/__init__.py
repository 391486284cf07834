"""The notice: one policy, one language, as a structure that HTML, text and JSON are drawn from.

notice = build_notice(policy, "da")
render_html(notice, marks) · render_text(notice) · render_json(policy, notice)
residue(notice, names)     what is left when every bound run is taken away must promise nothing
"""

from ordholden.policy.notice.building import build_notice, build_section
from ordholden.policy.notice.html import Mark, Marks, render_html, runs_html
from ordholden.policy.notice.machine import machine_copy, render_json
from ordholden.policy.notice.readable import lix
from ordholden.policy.notice.residue import residue
from ordholden.policy.notice.runs import Leaf, Notice, Section, leaves_of, plain_text
from ordholden.policy.notice.text import render_text

__all__ = [
    "Leaf",
    "Mark",
    "Marks",
    "Notice",
    "Section",
    "build_notice",
    "build_section",
    "leaves_of",
    "lix",
    "machine_copy",
    "plain_text",
    "render_html",
    "render_json",
    "render_text",
    "residue",
    "runs_html",
]
