"""Synthetic Danish and Norwegian CVs of one to two kilobytes: ours, about nobody.

Occupations, places and their names are the product's; skills, tasks and sentences are written
here. One CV in three hundred holds a word made of syllables that hardly any other has, as names
of machines and methods are.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

# By trade: skills in Danish and in Norwegian, of equal length.
SKILLS: dict[str, tuple[str, str]] = {
    "building": (
        "murværk, tagdækning, stillads, gipsvægge, betonstøbning, flisearbejde, kloakarbejde,"
        " tegningslæsning, vådrum, facaderenovering, isolering, tømrerarbejde, gulvlægning",
        "murverk, taktekking, stillas, gipsvegger, betongstøping, flisarbeid, avløpsarbeid,"
        " tegningslesing, våtrom, fasaderehabilitering, isolering, tømrerarbeid, gulvlegging",
    ),
    "care": (
        "sygepleje, medicinhåndtering, demensomsorg, sårpleje, nattevagt, akutmodtagelse,"
        " hjemmepleje, palliation, journalføring, pårørendesamarbejde, hygiejne, genoptræning",
        "sykepleie, medisinhåndtering, demensomsorg, sårstell, nattevakt, akuttmottak,"
        " hjemmesykepleie, palliasjon, journalføring, pårørendearbeid, hygiene, opptrening",
    ),
    "engineering": (
        "AutoCAD, konstruktion, statik, projektledelse, energiberegning, PLC, hydraulik,"
        " kvalitetssikring, tilsyn, Revit, dimensionering, vandløb, fjernvarme",
        "AutoCAD, konstruksjon, statikk, prosjektledelse, energiberegning, PLS, hydraulikk,"
        " kvalitetssikring, tilsyn, Revit, dimensjonering, vassdrag, fjernvarme",
    ),
    "food": (
        "køkkenledelse, egenkontrol, smørrebrød, surdejsbagning, konditori, vinkundskab,"
        " banketter, menuplanlægning, slagtning, diætkost, servering, storkøkken",
        "kjøkkenledelse, internkontroll, smørbrød, surdeigsbaking, konditori, vinkunnskap,"
        " banketter, menyplanlegging, slakting, diettkost, servering, storkjøkken",
    ),
    "industry": (
        "TIG-svejsning, CNC-drejning, montage, truckkørsel, Lean, vedligehold, robotbetjening,"
        " pladebearbejdning, måleværktøj, procesovervågning, smedearbejde, overfladebehandling",
        "TIG-sveising, CNC-dreiing, montering, truckkjøring, Lean, vedlikehold, robotbetjening,"
        " platebearbeiding, måleverktøy, prosessovervåking, smedarbeid, overflatebehandling",
    ),
    "it": (
        "Python, Java, C#, JavaScript, PostgreSQL, Linux, Kubernetes, testautomatisering,"
        " brugeroplevelse, netværk, datamodellering, React, sikkerhed, maskinlæring",
        "Python, Java, C#, JavaScript, PostgreSQL, Linux, Kubernetes, testautomatisering,"
        " brukeropplevelse, nettverk, datamodellering, React, sikkerhet, maskinlæring",
    ),
    "management": (
        "strategi, budgetansvar, personaleledelse, forandringsledelse, bestyrelsesarbejde,"
        " forhandling, organisationsudvikling, rekruttering, afdelingsledelse",
        "strategi, budsjettansvar, personalledelse, endringsledelse, styrearbeid,"
        " forhandling, organisasjonsutvikling, rekruttering, avdelingsledelse",
    ),
    "nature": (
        "gravemaskine, malkning, skovning, beplantning, sprøjtecertifikat, brolægning,"
        " traktorkørsel, væksthus, plænepleje, fiskeri, motorsav",
        "gravemaskin, melking, skogsarbeid, beplantning, sprøytesertifikat, brolegging,"
        " traktorkjøring, veksthus, plenpleie, fiske, motorsag",
    ),
    "office": (
        "bogføring, lønadministration, Excel, årsregnskab, moms, kontraktret, debitorstyring,"
        " sagsbehandling, økonomistyring, SAP, protokol, revision, arkiv",
        "bokføring, lønnsadministrasjon, Excel, årsregnskap, merverdiavgift, kontraktsrett,"
        " debitoroppfølging, saksbehandling, økonomistyring, SAP, protokoll, revisjon, arkiv",
    ),
    "sales": (
        "kundeservice, mersalg, kasse, butiksindretning, opsøgende salg, forhandling, tilbud,"
        " webshop, indkøb, varebestilling, reklamationer, sociale medier",
        "kundeservice, mersalg, kasse, butikkinnredning, oppsøkende salg, forhandling, tilbud,"
        " nettbutikk, innkjøp, varebestilling, reklamasjoner, sosiale medier",
    ),
    "security": (
        "vagttjeneste, førstehjælp, brandslukning, konflikthåndtering, adgangskontrol, redning,"
        " rapportskrivning, røgdykning, patruljering",
        "vakttjeneste, førstehjelp, brannslukking, konflikthåndtering, adgangskontroll, redning,"
        " rapportskriving, røykdykking, patruljering",
    ),
    "service": (
        "rengøring, vinduespolering, hotelservice, ejendomsservice, desinfektion, gulvpleje,"
        " vaskeri, nøgleansvar, affaldssortering",
        "renhold, vinduspussing, hotellservice, eiendomsdrift, desinfeksjon, gulvpleie,"
        " vaskeri, nøkkelansvar, avfallssortering",
    ),
    "teaching": (
        "undervisning, klasseledelse, specialpædagogik, matematik, idræt, læseplaner,"
        " forældresamarbejde, musik, tysk, sprogstimulering, inklusion, naturfag",
        "undervisning, klasseledelse, spesialpedagogikk, matematikk, kroppsøving, læreplaner,"
        " foreldresamarbeid, musikk, tysk, språkstimulering, inkludering, naturfag",
    ),
    "transport": (
        "kørekort C/E, ruteplanlægning, truckcertifikat, ADR-bevis, lagerstyring, pakning,"
        " kranbevis, buskørsel, tachograf, containerlosning, distribution, krancertifikat",
        "førerkort C/E, ruteplanlegging, truckførerbevis, ADR-bevis, lagerstyring, pakking,"
        " kranbevis, busskjøring, fartsskriver, containerlossing, distribusjon, kransertifikat",
    ),
}
# In Danish and in Norwegian; {a} and {b} are skills, {o} an occupation, {n} a number.
SENTENCES = (
    (
        "I {n} år har jeg haft ansvaret for {a} i en afdeling med skiftende opgaver.",
        "Jeg er god til {a}, men lærer gerne mere om {b}.",
        "Som {o} stod jeg for {a} og hjalp nye kolleger i gang.",
        "Jeg arbejder struktureret og afslutter det, jeg begynder på.",
        "Til dagligt arbejdede jeg med {a}, {b} og dokumentation.",
        "Mine kolleger vil sige, at jeg er rolig, når der er travlt.",
        "Arbejdet bestod af {a} om formiddagen og {b} om eftermiddagen.",
        "Jeg har kørekort B og kan begynde med kort varsel.",
        "Vi var {n} på holdet, og jeg planlagde ugens vagter.",
        "Fleksible arbejdstider passer mig fint, også i weekenden.",
        "Jeg deltog i indførelsen af et nyt system og skrev vejledninger til det.",
        "Det vigtigste for mig er ordentlige forhold og et godt samarbejde.",
        "Kunderne satte pris på, at {a} blev gjort færdig til tiden.",
        "Jeg tog imod elever og gav dem en grundig oplæring i {b}.",
        "Efter omstruktureringen fik jeg også ansvar for {a}.",
        "Jeg holder af at arbejde med hænderne og se et resultat.",
    ),
    (
        "I {n} år har jeg hatt ansvaret for {a} i en avdeling med skiftende oppgaver.",
        "Jeg er god på {a}, men lærer gjerne mer om {b}.",
        "Som {o} sto jeg for {a} og hjalp nye kolleger i gang.",
        "Jeg arbeider strukturert og avslutter det jeg begynner på.",
        "Til daglig arbeidet jeg med {a}, {b} og dokumentasjon.",
        "Kollegene mine vil si at jeg er rolig når det er travelt.",
        "Arbeidet besto av {a} om formiddagen og {b} om ettermiddagen.",
        "Jeg har førerkort B og kan begynne på kort varsel.",
        "Vi var {n} på laget, og jeg planla ukens vakter.",
        "Fleksible arbeidstider passer meg godt, også i helgen.",
        "Jeg var med på å innføre et nytt system og skrev veiledninger til det.",
        "Det viktigste for meg er ordentlige forhold og et godt samarbeid.",
        "Kundene satte pris på at {a} ble gjort ferdig i tide.",
        "Jeg tok imot lærlinger og ga dem grundig opplæring i {b}.",
        "Etter omorganiseringen fikk jeg også ansvar for {a}.",
        "Jeg liker å arbeide med hendene og se et resultat.",
    ),
)
BEFORE = (
    ("", "", "", "Erfaren ", "Selvstændig ", "Nyuddannet ", "Timelønnet "),
    ("", "", "", "Erfaren ", "Selvstendig ", "Nyutdannet ", "Timelønnet "),
)
LANGUAGES = (("da",), ("nb",))
MORE_LANGUAGES = ("en", "en", "en", "de", "de", "sv", "pl", "ar", "es", "fr", "ro", "uk", "tr")
SYLLABLES = ("ba", "dil", "fe", "gro", "ham", "kil", "lu", "mos", "nør", "pil", "stu", "vad", "zo")
NORWEGIAN = 0.25  # of all CVs


class Writer:
    """Writes CVs, the same ones for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        from ordholden.jobs.occupations import occupations
        from ordholden.jobs.places import _places

        self.random = Random(seed)
        self.trades = list(occupations().values())
        # Some occupations are many times as common as others.
        self.weights = [1 / (1 + n % 40) for n in range(len(self.trades))]
        self.places = [list(_places(country).values()) for country in ("DK", "NO")]
        self.skills = {
            trade: tuple([s.strip() for s in side.split(",")] for side in sides)
            for trade, sides in SKILLS.items()
        }

    def contents(self, many: int, now: datetime) -> Iterator[Any]:
        """So many CVs, changed at any time of the last two years."""
        chosen = self.random.choices(self.trades, self.weights, k=many)
        for occupation in chosen:
            yield self.content(occupation, now)

    def content(self, occupation: Any, now: datetime) -> Any:
        from ordholden.sourcing.indexing import LEVELS, Content

        pick = self.random
        side = int(pick.random() < NORWEGIAN)
        name = occupation.names[side].lower()
        others = self.skills[pick.choice(self.trades).trade][side]
        own = pick.sample(self.skills[occupation.trade][side], pick.randrange(4, 8))
        skills = tuple(own + pick.sample(others, 2))
        changed = now - timedelta(minutes=int(pick.random() ** 1.5 * 1_000_000))
        return Content(
            purpose="cv_database",
            locale=("da", "nb")[side],
            title=f"{pick.choice(BEFORE[side])}{name}",
            occupation=occupation.code,
            skills=(*skills, self._rare()) if pick.random() < 0.3 else skills,
            positions=(name, pick.choice(self.trades).names[side].lower(), name),
            experience=tuple(self._text(side, name, skills) for _ in range(3)),
            education=(f"{name.capitalize()}, {pick.randrange(1985, 2025)}",),
            presentation=self._text(side, name, skills),
            languages=tuple(
                dict.fromkeys(
                    (*LANGUAGES[side], *pick.sample(MORE_LANGUAGES, pick.randrange(1, 4)))
                )
            ),
            level=pick.choice(LEVELS),
            months=pick.randrange(0, 400),
            place=pick.choice(self.places[side]),
            available_from=date(2026, 11, 1) + timedelta(days=pick.randrange(0, 200)),
            active_on=changed.date(),
            updated_at=changed,
        )

    def _rare(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=4))

    def _text(self, side: int, name: str, skills: tuple[str, ...]) -> str:
        pick = self.random
        return " ".join(
            sentence.format(a=pick.choice(skills), b=skills[0], o=name, n=pick.randrange(2, 25))
            for sentence in pick.sample(SENTENCES[side], 5)
        )
