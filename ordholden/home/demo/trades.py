"""What the demo's people can do, and what they say about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """A trade: its name, skills, and what somebody in it writes about themself."""

    title: str
    skills: tuple[str, ...]
    says: tuple[str, ...]
    courses: tuple[str, ...] = ()
    works_at: tuple[str, ...] = ()


BUILDING = (
    Trade(
        "Tømrer",
        ("trapper", "tagkonstruktioner", "vinduer", "gulve"),
        (
            "Jeg bygger trapper, der ikke knirker, før svigermor er på vej op.",
            "En god trappe har det samme trin hele vejen. Det har jeg brugt elleve år på at lære.",
            "Jeg måler to gange og saver én. Min lillebror gør det omvendt, han er blevet kok.",
        ),
        ("Rulle- og bukkestillads", "Epoxykursus"),
        ("Skive Trappefabrik", "Limfjordens Tag & Facade", "Snedkeriet på Hjørnet"),
    ),
    Trade(
        "Murer",
        ("facader", "fliser", "pudsning", "skorstene"),
        (
            "Jeg fuger i hånden, også når ingen ser det fra vejen.",
            "Min farfar murede kirken i Salling. Jeg har muret carporten ved siden af.",
            "Giv mig et lod, en snor og en kande kaffe, så står muren på fredag.",
        ),
        ("Asbesthåndtering", "Flisearbejde i vådrum"),
        ("Teglkompagniet Vest", "Sallings Murerlav", "Sten & Fuge"),
    ),
    Trade(
        "Kranfører",
        ("tårnkran", "mobilkran", "anhugning", "radiokommunikation"),
        (
            "Jeg kan sætte en tagkasse så blødt, at bygherren tror, den altid har stået der.",
            "Fra min kran kan jeg se Limfjorden, Mors og hvem der tager for lang frokost.",
            "Jeg er bange for edderkopper, men ikke for 60 meter.",
        ),
        ("Kranbasis certifikat", "Anhugning af byrder"),
        ("Nordkran", "Høj & Søn Kraner"),
    ),
    Trade(
        "Maler",
        ("tapet", "facade", "sprøjtemaling", "farverådgivning"),
        (
            "Der findes 41 slags hvid, og jeg kan kende dem fra hinanden.",
            "Jeg dækker af, som om det var min mors klaver.",
        ),
        ("Epoxy og isocyanater",),
        ("Penselstrøget", "Malerfirmaet Lys & Luft"),
    ),
    Trade(
        "VVS-montør",
        ("fjernvarme", "badeværelser", "varmepumper", "lodning"),
        (
            "Jeg finder lækagen ved at lytte. Konen siger, jeg ikke hører noget derhjemme.",
            "Varmepumper er fjernvarme for folk, der bor langt væk.",
        ),
        ("Varmepumpemontør", "Varmt arbejde"),
        ("Rør & Ro", "Thy Varmeteknik"),
    ),
    Trade(
        "Betonarbejder",
        ("forskalling", "støbning", "jernbinding", "glitning"),
        (
            "Beton venter ikke på nogen, så jeg møder altid ti minutter før.",
            "Jeg har støbt et gulv så plant, at en kugle bliver liggende af generthed.",
        ),
        ("Vejen som arbejdsplads",),
        ("Grå Guld Beton", "Støbeholdet"),
    ),
    Trade(
        "Stilladsmontør",
        ("rammestillads", "overdækning", "faldsikring"),
        (
            "Det første, der står på en byggeplads, og det sidste, der går hjem.",
            "Mine knob holder. Spørg spejderne i Viborg.",
        ),
        ("Opstilling af stillads",),
        ("Op & Ned Stilladser",),
    ),
    Trade(
        "Elektriker",
        ("tavler", "solceller", "belysning", "fejlfinding"),
        (
            "Jeg trækker kabler, så den næste elektriker bliver glad og ikke filosofisk.",
            "Solceller på taget og lys i skuret: det ene betaler for det andet.",
        ),
        ("L-AUS", "Førstehjælp"),
        ("Gnist & Co.", "Strøm til Folket El"),
    ),
    Trade(
        "Tagdækker",
        ("tagpap", "inddækning", "grønne tage"),
        (
            "Jeg har lagt tag på en hønsegård i Hobro og et rådhus i Hjørring. Hønsene takkede.",
            "Regn er det bedste tidspunkt at finde ud af, hvem der lagde taget.",
        ),
        ("Varmt arbejde",),
        ("Tørt Tag", "Nordjysk Tagpap"),
    ),
)

GENERAL = (
    Trade(
        "Lagermedarbejder",
        ("truck", "pluk og pak", "varemodtagelse", "optælling"),
        (
            "Jeg pakker paller som Tetris, bare uden at de forsvinder.",
            "På nathold er der ro til at tælle rigtigt.",
        ),
        ("Gaffeltruckcertifikat B", "Farligt gods"),
        ("Nordlageret", "Palle & Partnere"),
    ),
    Trade(
        "Kok",
        ("kantine", "smørrebrød", "fond", "egenkontrol"),
        (
            "Min kartoffelsuppe har fået en hel produktionsafdeling til at være enige.",
            "Jeg laver mad til 300, som om det var til min moster.",
        ),
        ("Hygiejnekursus", "Diætkost"),
        ("Kantinen ved Kajen", "Gryderne"),
    ),
    Trade(
        "Chauffør",
        ("distribution", "kørekort C/E", "tankvogn", "kundekontakt"),
        (
            "Jeg bakker en forvogn ind i en gård i Ribe, hvor hestevogne er stået af.",
            "Jeg kender alle rastepladser og vurderer dem efter kaffen.",
        ),
        ("EU-efteruddannelse", "ADR-bevis"),
        ("Vognmand Vestenvind", "Fragt & Fart"),
    ),
    Trade(
        "Social- og sundhedshjælper",
        ("personlig pleje", "demens", "dokumentation", "forflytning"),
        (
            "Jeg synger, når jeg reder seng. De fleste beboere synger med.",
            "De bedste fortællinger får man mellem medicin og morgenkaffe.",
        ),
        ("Forflytningsteknik", "Demens 1"),
        ("Plejecenter Birkelunden", "Hjemmeplejen Øst"),
    ),
    Trade(
        "Industrioperatør",
        ("CNC", "kvalitetskontrol", "omstilling", "5S"),
        (
            "Jeg kan høre på maskinen, hvornår den vil have ferie.",
            "En hundrededel millimeter er langt, når man kigger efter.",
        ),
        ("CNC grundkursus",),
        ("Vejle Spåntagning", "Plast & Præcision"),
    ),
    Trade(
        "Bager",
        ("surdej", "wienerbrød", "natarbejde", "oplæring"),
        (
            "Jeg står op, når andre går hjem, og det dufter bedre.",
            "Min surdej hedder Gerda og er ældre end lærlingen.",
        ),
        ("Fødevarehygiejne",),
        ("Bageriet Det Varme Brød", "Krumme & Skorpe"),
    ),
    Trade(
        "Rengøringsassistent",
        ("hospital", "vinduer", "gulvvask", "ergonomi"),
        (
            "Ingen lægger mærke til mig, før jeg holder ferie.",
            "Jeg kan se på en fodliste, hvordan stemningen er på kontoret.",
        ),
        ("Hygiejne i hospitalsrengøring",),
        ("Blank & Blid", "Skinnende Service"),
    ),
    Trade(
        "Gartner",
        ("beskæring", "brolægning", "motorsav", "plantekendskab"),
        (
            "Jeg beskærer ikke roser, jeg forhandler med dem.",
            "Der er ikke dårligt vejr, men der er forkert underlag til minigraveren.",
        ),
        ("Motorsav 1", "Sprøjtebevis"),
        ("Hæk & Have", "Grønne Tommelfingre"),
    ),
)

OFFICE = (
    Trade(
        "Bogholder",
        ("debitorer", "moms", "årsafslutning", "regneark"),
        (
            "Jeg sover dårligt, når der mangler 37 øre. Så finder jeg dem.",
            "Moms er et digt, hvis man læser det langsomt.",
        ),
        ("Lønadministration",),
        ("Tal & Takt", "Regnskabskontoret Torvet"),
    ),
    Trade(
        "Softwareudvikler",
        ("Python", "databaser", "test", "kodegennemgang"),
        (
            "Jeg sletter mere kode, end jeg skriver, og sover godt.",
            "Min første maskine havde 64 kilobyte. Jeg har stadig et par stykker til overs.",
        ),
        ("Sikker udvikling",),
        ("Bit & Bølge", "Havnens Softwarehus"),
    ),
    Trade(
        "Skolelærer",
        ("matematik", "dansk", "klasseledelse", "forældresamarbejde"),
        (
            "Jeg har forklaret brøker med lagkage i fjorten år. Det er hårdt for lagkagen.",
            "6. b kan alt, hvis man lader være med at sige det for tidligt.",
        ),
        ("Læsevejleder",),
        ("Skolen ved Mosen", "Friskolen Fjordblik"),
    ),
    Trade(
        "Receptionist",
        ("telefon", "mødebooking", "engelsk", "overblik"),
        (
            "Jeg siger godmorgen, så man tror på det. Også mandag.",
            "Jeg ved, hvem der sidder i hvilket mødelokale, og hvem der tror, de gør.",
        ),
        (),
        ("Hotel Sejlet", "Rådhuset i Byen"),
    ),
    Trade(
        "Marketingkoordinator",
        ("nyhedsbreve", "tekst", "billeder", "tal"),
        (
            "Jeg skriver korte overskrifter. Færdig.",
            "Jeg har solgt regnjakker i maj. I Skagen.",
        ),
        ("Markedsføringsret i praksis",),
        ("Bureauet Rask", "Farve & Form"),
    ),
    Trade(
        "Pædagog",
        ("vuggestue", "sprog", "udeliv", "bleer"),
        (
            "Jeg kan binde tyve par støvler, mens jeg synger om en elefant.",
            "Konflikter om en gul skovl er diplomati på højt plan.",
        ),
        ("Sprogvurdering", "Førstehjælp til børn"),
        ("Børnehuset Mariehønen", "Skovbørnehaven Kvist"),
    ),
    Trade(
        "Projektleder",
        ("planlægning", "budget", "mødeledelse", "risiko"),
        (
            "Mine møder er 25 minutter. De sidste fem er kaffens.",
            "Jeg tror på tavler, tusser og at man spørger den, der skal gøre det.",
        ),
        ("Prince2 grundkursus",),
        ("Broen Rådgivning", "Bygherrekontoret"),
    ),
)

NORWEGIAN = (
    Trade(
        "Baker",
        ("surdeig", "skillingsboller", "nattarbeid", "opplæring"),
        (
            "Jeg baker boller som får skoleklassen til å spørre om de kan telle én gang til.",
            "I mørketida i Bodø er det bakeren som tenner lyset først.",
            "Surdeigen min heter Olga og har egen plass i kjøleskapet.",
        ),
        ("Næringsmiddelhygiene",),
        ("Bakeriet på Kaia", "Skorpe og Smule"),
    ),
    Trade(
        "Fiskeindustriarbeider",
        ("filetering", "pakking", "hygiene", "kvalitet"),
        (
            "Jeg fileterer en torsk på nitten sekunder og pratar vær imens.",
            "Etter tolv sesonger i Lofoten kjenner jeg fisk på gangen.",
        ),
        ("HMS grunnkurs", "Truckførerbevis T1"),
        ("Vågan Fiskemottak", "Havets Grøde"),
    ),
    Trade(
        "Tømrer",
        ("laft", "tak", "kledning", "listverk"),
        (
            "Hytta jeg bygde på Voss er i vater. Det er ikke fjellet.",
            "Jeg hører på panelet om det er skrudd eller spikret.",
        ),
        ("Stillasbygging over 2 meter", "Varme arbeider"),
        ("Fjellbygg Laft", "Naustmakeren"),
    ),
    Trade(
        "Sykepleier",
        ("medisinhåndtering", "sårstell", "palliasjon", "veiledning"),
        (
            "Jeg har lært mer på nattevakt enn på noe kurs, og mest om kaffe.",
            "Jeg forklarer det én gang til, uten å sukke.",
        ),
        ("Legemiddelregning",),
        ("Solsiden Sykehjem", "Hjemmetjenesten Nord"),
    ),
    Trade(
        "Lagermedarbeider",
        ("truck", "plukk", "varemottak", "telling"),
        (
            "Pallene mine står rettere enn kirketårnet.",
            "Jeg teller to ganger. Den andre gangen er for svigerfar.",
        ),
        ("Truckførerbevis T1-T4",),
        ("Terminalen Alnabru Lager", "Pall og Plass"),
    ),
    Trade(
        "Barnehageassistent",
        ("uteliv", "språk", "sang", "regntøy"),
        (
            "Det finnes ikke dårlig vær, det finnes våte votter.",
            "Jeg har trøstet meg gjennom hundre gule spader.",
        ),
        ("Førstehjelp til barn",),
        ("Tusenbein barnehage", "Knerten naturbarnehage"),
    ),
    Trade(
        "Sveiser",
        ("TIG", "rør", "aluminium", "tegninger"),
        (
            "Sømmene mine er pene nok til å henge på veggen, og det gjør en av dem.",
            "Jeg sveiste rekka på fiskeskøyta til onkel. Han har ikke falt i siden.",
        ),
        ("Sveisesertifikat ISO 9606",),
        ("Verftet Innerst", "Nordlys Mekaniske"),
    ),
    Trade(
        "Sjåfør",
        ("distribusjon", "førerkort CE", "kjetting", "ferger"),
        (
            "Jeg har lagt på kjetting i mørket i motvind med én vott.",
            "Jeg kjenner fergetidene utenat fra Moss til Hammerfest.",
        ),
        ("YSK", "ADR"),
        ("Kyst og Kjøl Transport", "Fjordfrakt"),
    ),
    Trade(
        "Kokk",
        ("kantine", "fisk", "internkontroll", "gryteretter"),
        (
            "Fiskesuppa mi har gjort at to avdelinger spiser ved samme bord.",
            "Jeg smaker på alt. Også på det som allerede er godt.",
        ),
        ("IK-mat",),
        ("Kantina i Kaikanten", "Gryta"),
    ),
)
