"""Norway."""

from ordholden.policy.periods import Period
from ordholden.policy.statutes.eu import PARAGRAPHS, READ
from ordholden.policy.statutes.pack import (
    Devices,
    Floor,
    Marketing,
    Pack,
    Question,
    Source,
    Supervisor,
)

_LDL = Source(
    "Likestillings- og diskrimineringsloven § 30: pregnancy, family plans, religion, ethnicity,"
    " disability, orientation; neither from the applicant nor through referees",
    "https://www.webjuristene.no/article.asp?s=11&id=150",
    READ,
)
_AML = Source(
    "Arbeidsmiljøloven § 13-4: politics and membership of unions",
    "https://arbeidstilsynet.no/regelverk/lover/arbeidsmiljoloven/13/13-4",
    READ,
)
_HEALTH = Source("Arbeidsmiljøloven § 9-3: only what the work demands")
_ID = Source("Personopplysningsloven § 12: identity number only with an objective need")
LDL = "NO:likestillings_og_diskrimineringsloven § 30"
AML = "NO:arbeidsmiljoloven § 13-4"

NO = Pack(
    country="NO",
    within="EEA",
    authority=Supervisor(
        name="Datatilsynet",
        website="www.datatilsynet.no",
        email="postkasse@datatilsynet.no",
        phone="+47 22 39 69 00",
        address="Postboks 458 Sentrum, 0105 Oslo",
    ),
    laws=frozenset(
        {
            *("bokforingsloven", "markedsforingsloven", "ekomloven", "personopplysningsloven"),
            *("arbeidsmiljoloven", "likestillings_og_diskrimineringsloven", "ferieloven"),
            *("foreldelsesloven", "skattebetalingsloven", "skatteforvaltningsloven", "arkivlova"),
            *("folketrygdloven", "utlendingsloven", "yrkesskadeforsikringsloven", "avtaleloven"),
            *("a_opplysningsloven", "otp_loven", "tvisteloven", "politiregisterloven"),
            *("forvaltningsloven", "offentleglova", "aksjeloven", "merverdiavgiftsloven"),
            *("sikkerhetsloven", "opplaeringslova", "barnehageloven", "helsepersonelloven"),
            *("statsansatteloven", "allmenngjoringsloven", "tjenestepensjonsloven"),
            *("hvitvaskingsloven", "arbeidsmarkedsloven", "straffeloven", "regnskapsloven"),
        }
    ),
    floors=(
        Floor(
            law="NO:bokforingsloven",
            what=("billing.invoice", "billing.payment"),
            at_least=Period(5, "financial years"),
            source=Source("Bokføringsloven § 13: primary documentation five years after the year"),
        ),
    ),
    questions=(
        Question("family", LDL, (), False, False, _LDL),
        Question("religion", LDL, (), True, False, _LDL),
        Question("ethnicity", LDL, (), True, False, _LDL),
        Question("disability", LDL, (), True, False, _LDL),
        Question("orientation", LDL, (), True, False, _LDL),
        Question("politics", AML, (), True, False, _AML),
        Question("union", AML, ("employment.union",), True, False, _AML),
        Question("health", "NO:arbeidsmiljoloven § 9-3", (), True, False, _HEALTH),
        Question(
            topic="national_id",
            law="NO:personopplysningsloven § 12",
            categories=("person.national_id", "employment.national_id"),
            position=False,
            later=False,
            source=_ID,
        ),
    ),
    marketing=Marketing(
        law="NO:markedsforingsloven § 15",
        consent=True,
        own_customers=True,
        source=Source("Markedsføringsloven § 15: prior consent to electronic marketing"),
    ),
    devices=Devices(
        law="NO:ekomloven § 3-15",
        source=Source(
            "Ekomloven of 2025: consent as the GDPR knows it, as easy to refuse as to give",
            "https://www.digi.no/artikler/nye-norske-cookie-regler-fra-1-januar/553965",
            READ,
        ),
    ),
    paragraphs=(*PARAGRAPHS, "no_right_to_know"),
)
