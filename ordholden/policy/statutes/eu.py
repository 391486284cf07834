"""What holds in the whole EU and, through the EEA agreement, in Norway, Iceland, Liechtenstein."""

from datetime import date

from ordholden.policy.statutes.pack import Devices, Marketing, Pack, Question, Source

READ = date(2026, 11, 21)  # the day our design paper's sources were read
GDPR = Source("Regulation (EU) 2016/679, art. 12(3), 33(1)", verified=READ)

PARAGRAPHS = ("rights", "complaint", "withdrawal", "no_machine_decision", "source_of_data")

PAY_HISTORY = Question(
    topic="earlier_pay",
    law="EU:pay_transparency",
    categories=(),
    position=False,
    later=False,
    source=Source(
        "Directive (EU) 2023/970 art. 5(2): no question on earlier pay; national acts may be late",
        "https://www.dmogt.dk/branchenyt/lovforslag-om-loengennemsigtighed-sendt-i-hoering",
        READ,
    ),
    since=date(2026, 6, 7),
)

MARKETING = Marketing(
    law="EU:eprivacy",
    consent=True,
    own_customers=True,
    source=Source("Directive 2002/58/EC art. 13"),
)
DEVICES = Devices(law="EU:eprivacy", source=Source("Directive 2002/58/EC art. 5(3)"))

EU = Pack(
    country="EU",
    within="EU",
    authority=None,
    laws=frozenset(
        {"gdpr", "eprivacy", "pay_transparency", "ai_act", "temporary_agency_work", "nis2", "dsa"}
    ),
    questions=(PAY_HISTORY,),
    marketing=MARKETING,
    devices=DEVICES,
    paragraphs=PARAGRAPHS,
)


def general(country: str, within: str) -> Pack:
    """The pack of a country we have not read: the general rules, and nothing guessed."""
    if within == "EU":
        return Pack(
            country=country,
            within="EU",
            authority=None,
            laws=frozenset(),
            questions=(PAY_HISTORY,),
            marketing=MARKETING,
            devices=DEVICES,
            paragraphs=PARAGRAPHS,
            known=False,
        )
    return Pack(
        country=country,
        within="EEA" if within == "EEA" else "third",
        authority=None,
        laws=frozenset(),
        marketing=MARKETING,
        devices=DEVICES,
        paragraphs=PARAGRAPHS,
        known=False,
    )
