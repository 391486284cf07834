"""Words that say nothing of anybody by themselves: what people work as, towns, kinds of firms.

Asked by `masking`, so that the name of a firm or a person does not hide what everybody says.
"""

from functools import cache
from pathlib import Path

from ordholden.jobs.occupations import occupations
from ordholden.jobs.places import towns
from ordholden.jobs.words import SHORT_ENDS
from ordholden.sourcing.spelling import folded, tokens

# At the end of a firm's name, and not part of what it is called.
LEGAL = frozenset(
    {"a", "as", "aps", "asa", "ab", "ans", "amba", "da", "enk", "gmbh", "holding", "inc", "is"}
    | {"ivs", "ks", "llc", "ltd", "nuf", "ps", "sa", "smba", "s", "k", "i", "p", "plc", "oy", "m"}
)
_ABBREVIATIONS = (
    "ADHD API APL APV AWS BIM BPA CAD CAM CMS CNC CRM CSS CSV ECDL EDB ERP FTP GIS HSE HTML HVAC"
    " IBM IFRS IKT ISO ITIL JSON LAN LEAN MIG MAG MTB OOP PHP PLC POS RPA SAP SEO SEM SGI SOP SOSU"
    " SPSS SQL SSO TIG TCP TYPO UML UNIX USA VBA VMI VPN VUC VVS WMS XML HHX HTX STX HF IT HR PR"
    " QA UX UI BI EU UK"
)
# Initials of nobody, though they may be somebody's.
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
_PARTICLES = "af al av bin da de del den der di du el la le ten ter van von zu"
PARTICLES = frozenset(_PARTICLES.split())
_OF_FIRMS = Path(__file__).with_name("ordinary.txt")


@cache
def occupied() -> frozenset[str]:
    """What people work as, word by word."""
    names = (name for one in occupations().values() for name in one.names)
    return frozenset(token.folded for name in names for token in tokens(name)) | SHORT_ENDS


@cache
def words() -> frozenset[str]:
    """Words that begin the names of many firms."""
    towned = {token.folded for name in towns() for token in tokens(name)}
    return occupied() | towned | {folded(one) for one in _OF_FIRMS.read_text("utf-8").split()}
