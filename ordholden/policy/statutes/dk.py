"""Denmark."""

from datetime import date

from ordholden.policy.periods import Period
from ordholden.policy.statutes.eu import PARAGRAPHS, PAY_HISTORY, READ
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

_AGE = Source(
    "Forskelsbehandlingsloven § 5, stk. 2 (lov nr. 372 af 28. marts 2022): an employer may not ask"
    " for age when an application is handed in, sent, uploaded or typed",
    "https://metropolinternational.com/forbud-mod-at-spoerge-til-ansoegers-alder-jf-opdatering"
    "-i-dag-af-forskelsbehandlingsloven/",
    READ,
)
_AGE_SINCE = date(2022, 7, 1)
_ORIGIN = Source(
    "Forskelsbehandlingsloven § 4: race, colour, belief, politics, orientation, origin"
)
_FAMILY = Source("Ligebehandlingsloven: pregnancy and plans for children")
_UNION = Source("Foreningsfrihedsloven § 1: membership of a union may not decide who is hired")
_HEALTH = Source("Helbredsoplysningsloven: illness only where the position's nature demands it")

DK = Pack(
    country="DK",
    within="EU",
    authority=Supervisor(
        name="Datatilsynet",
        website="www.datatilsynet.dk",
        email="dt@datatilsynet.dk",
        phone="+45 33 19 32 00",
        address="Carl Jacobsens Vej 35, 2500 Valby",
    ),
    laws=frozenset(
        {
            *("bogforingsloven", "markedsforingsloven", "cookiebekendtgorelsen"),
            *("databeskyttelsesloven", "persondataloven", "forskelsbehandlingsloven"),
            *("ligebehandlingsloven", "helbredsoplysningsloven", "ansaettelsesbevisloven"),
            *("ferieloven", "funktionaerloven", "foraeldelsesloven", "arbejdsmiljoloven"),
            *(
                "sygedagpengeloven",
                "kildeskatteloven",
                "skattekontrolloven",
                "beskaeftigelsesloven",
            ),
            *("skatteindberetningsloven", "udlaendingeloven", "vikarloven", "hvidvaskloven"),
            *(
                "barselsloven",
                "atp_loven",
                "cpr_loven",
                "straffeloven",
                "arkivloven",
                "aftaleloven",
            ),
            *("foreningsfrihedsloven", "ligelonsloven", "whistleblowerloven", "retsplejeloven"),
            *("forvaltningsloven", "offentlighedsloven", "selskabsloven", "arsregnskabsloven"),
            *("momsloven", "udstationeringsloven", "tjenestemandsloven", "sundhedsloven"),
            *("serviceloven", "folkeskoleloven", "borneattestloven"),
            *("formidling_af_arbejdskraft", "arbejdsskadesikringsloven", "aktivloven"),
        }
    ),
    floors=(
        Floor(
            law="DK:bogforingsloven",
            what=("billing.invoice", "billing.payment"),
            at_least=Period(5, "financial years"),
            source=Source(
                "Bogføringsloven: accounting material is kept five years from the end of the"
                " financial year it concerns",
                "https://admin.datatilsynet.dk/hvad-siger-reglerne/vejledning/"
                "gdpr-univers-for-smaa-virksomheder/trin-3-husk-at-slette",
                READ,
            ),
        ),
    ),
    ceilings=(
        Ceiling(
            id="rejected_applicants",
            what=("application",),
            who=("candidate",),
            anchors=("process_closed", "application_sent", "application_created"),
            usual=Period(6, "months"),
            at_most=Period(3, "years"),
            exempt=("hired", "with_consent", "ever_employed"),
            source=Source(
                "Datatilsynet, 28 May 2021: applicants who were not hired up to three years when"
                " justified; six months was the figure of 2020",
                "https://admin.datatilsynet.dk/hvad-siger-reglerne/vejledning/databeskyttelse-i-"
                "forbindelse-med-ansaettelsesforhold/opbevaring-af-personoplysninger-om-ansoegere"
                "-som-ikke-bliver-ansat",
                READ,
            ),
        ),
    ),
    questions=(
        Question(
            topic="age",
            law="DK:forskelsbehandlingsloven § 5",
            categories=("person.birth_date", "statistics.birth_year"),
            position=True,
            later=True,
            source=_AGE,
            since=_AGE_SINCE,
        ),
        Question(
            topic="national_id",
            law="DK:forskelsbehandlingsloven § 5",
            categories=("person.national_id", "employment.national_id"),
            position=False,
            later=False,
            source=_AGE,
            since=_AGE_SINCE,
        ),
        Question("ethnicity", "DK:forskelsbehandlingsloven § 4", (), True, True, _ORIGIN),
        Question("religion", "DK:forskelsbehandlingsloven § 4", (), True, True, _ORIGIN),
        Question("orientation", "DK:forskelsbehandlingsloven § 4", (), True, True, _ORIGIN),
        Question("politics", "DK:forskelsbehandlingsloven § 4", (), True, False, _ORIGIN),
        Question("family", "DK:ligebehandlingsloven", (), False, False, _FAMILY),
        Question("health", "DK:helbredsoplysningsloven", (), True, False, _HEALTH),
        Question("union", "DK:foreningsfrihedsloven", (), False, False, _UNION),
        PAY_HISTORY,
    ),
    marketing=Marketing(
        law="DK:markedsforingsloven § 10",
        consent=True,
        own_customers=True,
        source=Source(
            "Markedsføringsloven § 10: prior consent; told of withdrawal, free and easy",
            "https://danskelove.dk/markedsf%C3%B8ringsloven/10",
            READ,
        ),
    ),
    devices=Devices(
        law="DK:cookiebekendtgorelsen § 3",
        source=Source("Cookiebekendtgørelsen § 3: consent before anything not necessary"),
    ),
    paragraphs=(*PARAGRAPHS, "dk_age_not_asked"),
)
