"""The picture of an ad that other sites show beside a link to it (Open Graph), drawn by us."""

import json
from functools import lru_cache
from pathlib import Path

import typst

from ordholden.cvs.writers.pdf import fonts
from ordholden.jobs.models import JobAd
from ordholden.jobs.templatetags.jobs import place
from ordholden.policy import Policy
from ordholden.web.colour import Colour
from ordholden.web.look import LIGHT, tokens
from ordholden.web.marks import drawn

WIDTH, HEIGHT = 1200, 630  # what the large sites ask for
HERE = Path(__file__).parent / "pictures"
KEPT = 200  # pictures of one process: a link that is passed on is asked for by many at once


def picture(ad: JobAd, policy: Policy) -> bytes:
    """A PNG of WIDTH by HEIGHT, in the tenant's colours. It says what the page's title says."""
    colours = tokens(Colour.parse(policy.look.accent), LIGHT)
    mark = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f'<g color="{colours["deep-mark"]}" fill="currentColor">{drawn()[policy.look.mark]}</g>'
        "</svg>"
    )
    said = {
        "title": ad.title,
        "employer": ad.employer,
        "place": place(ad),
        "brand": policy.document.controller.brand,
        "lang": ad.locale,
        "mark": mark,
        "ground": str(colours["deep"]),
        "ink": str(colours["on-deep"]),
        "muted": str(colours["on-deep-muted"]),
        "accent": str(colours["deep-accent"]),
    }
    return _draw(json.dumps(said, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=KEPT)
def _draw(said: str) -> bytes:
    made = typst.compile(
        input=HERE / "ad.typ",
        root=HERE,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"ad": said},
        format="png",
        ppi=72.0,
    )
    assert isinstance(made, bytes)
    return made
