"""Short CVs as people write them, and which of them a search means.

Judged by reading, not by running: what a recruiter who types the words would want to see.
"""

from typing import Any

# By a name: locale, title, skills, history and text.
CVS: dict[str, tuple[str, str, str, str, str]] = {
    "murer": ("da", "Murersvend", "flisearbejde, pudsning", "Murer, selvstændig", ""),
    "mursten": ("da", "Lagermedarbejder", "truckcertifikat", "", "Kørte mursten ud på en mur."),
    "tårnkran": ("da", "Tårnkranfører", "krancertifikat B", "", "Førte kran på store pladser."),
    "mobilkran": ("da", "Chauffør", "kørekort C/E", "Kranfører i mobilkran", ""),
    "folkeskole": ("da", "Folkeskolelærer", "matematik, fysik", "", "Klasselærer for 7. klasse."),
    "lærling": ("da", "Tømrerlærling", "gulvlægning", "", "Jeg vil lære mere og lærer hurtigt."),
    "gymnasium": ("da", "Gymnasielærer", "historie, engelsk", "", ""),
    "sygepleje": ("da", "Sygeplejerske", "sårpleje, nattevagter", "", "Intensivafdeling, akut."),
    "intensiv": ("da", "Intensivsygeplejerske", "respirator", "", ""),
    "sykepleier": ("nb", "Sykepleier", "sårstell", "", "Nattevakter på intensiv."),
    "hjælper": ("da", "Social- og sundhedshjælper", "hjemmepleje", "", "Hjalp en sygeplejerske."),
    "java": ("da", "Backendudvikler", "Java, Spring, PostgreSQL", "", ""),
    "javascript": ("da", "Frontendudvikler", "JavaScript, React", "", ""),
    "csharp": ("da", "Softwareudvikler", "C#, .NET, Azure", "", ""),
    "python": ("nb", "Systemutvikler", "Python, Django", "Utvikler i et konsulentselskap", ""),
    "tester": ("da", "Testleder", "testautomatisering", "", ""),
    "testamente": ("da", "Advokatsekretær", "testamenter, arveret", "", "Skrev testamenter."),
    "projektleder": ("da", "Projektleder", "Lean, budget", "Teamleder", "Ledede projekter."),
    "prosjektleder": ("nb", "Prosjektleder", "anlegg, budsjett", "", ""),
    "elektronik": ("da", "Elektronikingeniør", "halvledere, måleteknik", "", "Så på halvledere."),
    "butik": ("da", "Butiksassistent", "kasse, kundeservice", "Salgsassistent", ""),
    "sælger": ("da", "Kørende sælger", "opsøgende salg, forhandling", "", ""),
    "kok": ("da", "Køkkenchef", "menuplanlægning", "Kok, souschef", ""),
    "overkok": ("da", "Overkok", "storkøkken", "", ""),
    "bager": ("da", "Bagersvend", "surdej", "", ""),
    "bagerist": ("da", "Studerende", "", "", "Jeg arbejder i kassen bagerst i butikken."),
    "bogholder": ("da", "Bogholder", "moms, lønadministration", "", ""),
    "lønkonsulent": ("da", "Lønkonsulent", "overenskomster", "", ""),
    "regnskap": ("nb", "Regnskapsfører", "merverdiavgift, lønn", "", ""),
    "svejser": ("da", "Svejser", "TIG-svejsning, rustfrit stål", "Klejnsmed", ""),
    "sveiser": ("nb", "Sveiser", "TIG, MAG", "", "Sveiset rør offshore."),
    "rørlegger": ("nb", "Rørlegger", "varmepumper", "", ""),
    "vvs": ("da", "VVS-montør", "varmepumper, fjernvarme", "", ""),
    "natur": ("da", "Pædagog", "natur og udeliv, musik", "", "Natur og bevægelse hver dag."),
    "naturvej": ("da", "Naturvejleder", "formidling", "", "Teknik og natur for skoler."),
    "lagerchef": ("da", "Lagerchef", "logistik, personaleledelse", "", ""),
    "laget": ("nb", "Fotballtrener", "ungdom", "", "Vi var et godt lag, og laget vant."),
    "snickare": ("sv", "Snickare", "köksmontering", "", "Byggde trähus."),
    "svensk": ("sv", "Sjuksköterska", "akutsjukvård", "", ""),
    "developer": ("en", "Senior software developer", "Kotlin, Android", "", "Built apps."),
    "vagt": ("da", "Vagtchef", "vagtplaner, brandslukning", "Sikkerhedsvagt", ""),
    "tandlæge": ("da", "Tandlæge", "børnetandpleje", "", ""),
    "landmand": ("da", "Driftsleder i landbrug", "malkning, markbrug", "", "Malkede 200 køer."),
}


def searched(text: str, wanted: str, **more: Any) -> tuple[str, frozenset[str], dict[str, Any]]:
    return text, frozenset(wanted.split()), more


# What somebody types, and every CV that is meant.
SEARCHES = (
    searched("murer", "murer"),
    searched("murere", "murer"),
    searched("kranfører", "tårnkran mobilkran"),
    searched("tårnkranfører", "tårnkran"),
    searched("lærer", "folkeskole gymnasium lærling"),  # a verb that looks the same
    searched("lærere", "folkeskole gymnasium lærling"),
    searched("sygeplejerske", "sygepleje intensiv hjælper"),
    searched("sygeplejersker", "sygepleje intensiv hjælper"),
    searched("sykepleiere", "sykepleier"),
    searched("java", "java"),
    searched("JavaScript", "javascript"),
    searched("C#", "csharp"),
    searched("test", "tester"),
    searched("udvikler", "java javascript csharp"),
    searched("softwareudvikler", "csharp"),
    searched("projektleder", "projektleder"),
    searched("leder", "projektleder prosjektleder tester landmand"),
    searched("salg", "sælger butik"),
    searched("assistent", "butik"),
    searched("kok", "kok overkok"),
    searched("bager", "bager"),
    searched("løn", "bogholder lønkonsulent"),
    searched("svejsning", "svejser"),
    searched("smed", "svejser"),
    searched("varmepumpe", "vvs rørlegger"),
    searched('"natur og bevægelse"', "natur"),
    searched('"natur og teknik"', ""),
    searched("natur -pædagog", "naturvej"),
    searched("lager", "mursten lagerchef"),
    searched("lagerchef truck", ""),
    searched("truck lager", "mursten"),
    searched("snickare", "snickare"),
    searched("developers", "developer"),
    searched("vagt", "vagt sygepleje"),
    searched("tandlæger", "tandlæge"),
    searched("matematik", "folkeskole", skills=("fysik",)),
    searched("", "vvs rørlegger", skills=("varmepumper",)),
)
