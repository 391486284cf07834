"""Sweden. Written from general knowledge throughout: no figure here has been read yet."""

from ordholden.policy.periods import Period
from ordholden.policy.statutes.eu import PARAGRAPHS, PAY_HISTORY
from ordholden.policy.statutes.pack import (
    Ceiling,
    Devices,
    Floor,
    Marketing,
    Pack,
    Question,
    Source,
    Supervisor,
)

_ID = Source("Dataskyddslagen 3 kap. 10 §: identity number only where clearly justified")

SE = Pack(
    country="SE",
    within="EU",
    authority=Supervisor(
        name="Integritetsskyddsmyndigheten",
        website="www.imy.se",
        email="imy@imy.se",
        phone="+46 8 657 61 00",
        address="Box 8114, 104 20 Stockholm",
    ),
    laws=frozenset(
        {
            *("bokforingslagen", "marknadsforingslagen", "lek", "dataskyddslagen", "las"),
            *("diskrimineringslagen", "arbetsmiljolagen", "semesterlagen", "sjuklonelagen"),
            *("skatteforfarandelagen", "preskriptionslagen", "uthyrningslagen", "utlanningslagen"),
            *("arkivlagen", "offentlighets_och_sekretesslagen", "visselblasarlagen", "avtalslagen"),
            *("aktiebolagslagen", "mervardesskattelagen", "sakerhetsskyddslagen", "skollagen"),
            *("forvaltningslagen", "registerkontrollagen", "arsredovisningslagen"),
            *("arbetstidslagen", "foraldraledighetslagen", "penningtvattslagen", "mbl"),
        }
    ),
    floors=(
        Floor(
            law="SE:bokforingslagen",
            what=("billing.invoice", "billing.payment"),
            at_least=Period(7, "calendar years"),
            source=Source(
                "Bokföringslagen 7 kap. 2 §: to the end of the seventh year after the calendar"
                " year in which the financial year ended"
            ),
        ),
    ),
    ceilings=(
        Ceiling(
            id="rejected_applicants",
            what=("application",),
            who=("candidate",),
            anchors=("process_closed", "application_sent", "application_created"),
            usual=Period(2, "years"),
            at_most=Period(3, "years"),
            exempt=("hired", "with_consent", "ever_employed"),
            source=Source("Diskrimineringslagen 6 kap.: claims within two years"),
        ),
    ),
    questions=(
        Question(
            topic="national_id",
            law="SE:dataskyddslagen § 3",
            categories=("person.national_id", "employment.national_id"),
            position=False,
            later=False,
            source=_ID,
        ),
        PAY_HISTORY,
    ),
    marketing=Marketing(
        law="SE:marknadsforingslagen § 19",
        consent=True,
        own_customers=True,
        source=Source("Marknadsföringslagen 19 §: prior consent to electronic marketing"),
    ),
    devices=Devices(
        law="SE:lek", source=Source("Lagen om elektronisk kommunikation 9 kap. 28 §: consent")
    ),
    paragraphs=PARAGRAPHS,
)
