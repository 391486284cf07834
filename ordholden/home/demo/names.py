"""Names, places and numbers of people who do not exist.

Postal places are real, streets and house numbers are not. Telephone numbers begin with a digit
that no subscriber's number begins with, and e-mail addresses end in `.example` (RFC 2606): none
can be anybody's.
"""

from dataclasses import dataclass
from random import Random

DANISH_FIRST = (
    "Mette Anders Kirsten Søren Hanne Jens Lone Peter Birgit Lars Camilla Mads Freja Oscar Ida "
    "Emil Sofie Magnus Alma Noah Karen Niels Inge Henrik Pia Torben Dorthe Kasper Louise Rasmus "
    "Signe Jonas Maja Frederik Astrid Christian Trine Morten Line Kim Susanne Bo Ulla Flemming "
    "Aisha Yusuf Zeynep Amir Agnieszka Tomasz Olena Dmytro Elena Mihai Linh Duc Sanne Thorkild "
    "Gudrun Esben Nanna Villads Rikke Bjarne Ellen Aksel Vibeke Palle Tove Malthe"
)
DANISH_LAST = (
    "Nielsen Jensen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen "
    "Petersen Madsen Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen "
    "Knudsen Holm Lund Kjær Bach Skov Bruun Dam Brandt Friis Vestergaard Østergaard Nørgaard "
    "Toft Krogh Winther Fisker Bundgaard Kofoed Hald Kirkegaard Munk Schou Yıldız Nguyen Ahmed "
    "Kowalska Popescu Kovalenko Storm Gravesen Bjerre Lindholm Aagaard Ravn Smed Iversen"
)
NORWEGIAN_FIRST = (
    "Kari Ola Ingrid Bjørn Solveig Geir Liv Terje Randi Svein Marit Odd Silje Lars Hilde Knut "
    "Nora Jakob Emma Emil Sofie Filip Ida Magnus Astrid Håkon Turid Arne Gunn Øyvind Sigrid "
    "Torstein Ragnhild Eirik Maren Jonas Vilde Sander Berit Rune Anne Trond Åse Kjell Synnøve "
    "Fatima Abdi Maria Piotr Katarzyna Rasa Jonas Selam Yonas Thu Minh Runa Ailo Máret Ánte"
)
NORWEGIAN_LAST = (
    "Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen "
    "Berg Haugen Hagen Dahl Lund Solberg Moen Strand Bakken Lie Nygård Sæther Fjeld Myhre Aas "
    "Vik Brekke Sandvik Nordli Hauge Tangen Øien Eide Rønning Helland Fossum Ødegård Vangen "
    "Nowak Kowalczyk Kazlauskas Tesfaye Haile Nguyen Warsame Sara Eira Skogheim Havnen Tveit"
)

DANISH_PLACES = (
    "1620 København V, 2100 København Ø, 2300 København S, 2400 København NV, 2620 Albertslund, "
    "2650 Hvidovre, 3000 Helsingør, 3400 Hillerød, 3700 Rønne, 3770 Allinge, 4000 Roskilde, "
    "4100 Ringsted, 4200 Slagelse, 4300 Holbæk, 4600 Køge, 4700 Næstved, 4800 Nykøbing F, "
    "4930 Maribo, 5000 Odense C, 5250 Odense SV, 5500 Middelfart, 5700 Svendborg, 5970 Ærøskøbing, "
    "6000 Kolding, 6100 Haderslev, 6200 Aabenraa, 6400 Sønderborg, 6700 Esbjerg, 6720 Fanø, "
    "6760 Ribe, 6950 Ringkøbing, 7000 Fredericia, 7100 Vejle, 7190 Billund, 7400 Herning, "
    "7500 Holstebro, 7600 Struer, 7620 Lemvig, 7700 Thisted, 7800 Skive, 7900 Nykøbing M, "
    "8000 Aarhus C, 8200 Aarhus N, 8305 Samsø, 8500 Grenaa, 8600 Silkeborg, 8700 Horsens, "
    "8800 Viborg, 8900 Randers C, 9000 Aalborg, 9220 Aalborg Øst, 9500 Hobro, 9600 Aars, "
    "9700 Brønderslev, 9800 Hjørring, 9850 Hirtshals, 9900 Frederikshavn, 9990 Skagen"
)
NORWEGIAN_PLACES = (
    "0182 Oslo, 0475 Oslo, 0655 Oslo, 1530 Moss, 1606 Fredrikstad, 1767 Halden, 2000 Lillestrøm, "
    "2317 Hamar, 2609 Lillehammer, 2815 Gjøvik, 3015 Drammen, 3187 Horten, 3210 Sandefjord, "
    "3290 Stavern, 3717 Skien, 3770 Kragerø, 3847 Notodden, 4008 Stavanger, 4306 Sandnes, "
    "4400 Flekkefjord, 4514 Mandal, 4608 Kristiansand, 4836 Arendal, 5003 Bergen, 5160 Laksevåg, "
    "5528 Haugesund, 5700 Voss, 5900 Florø, 6003 Ålesund, 6413 Molde, 6509 Kristiansund, "
    "6856 Sogndal, 7011 Trondheim, 7600 Levanger, 7713 Steinkjer, 7900 Rørvik, 8006 Bodø, "
    "8300 Svolvær, 8370 Leknes, 8514 Narvik, 8622 Mo i Rana, 9008 Tromsø, 9400 Harstad, "
    "9510 Alta, 9600 Hammerfest, 9750 Honningsvåg, 9800 Vadsø, 9900 Kirkenes"
)
DANISH_STREETS = (
    "Stærekassen, Humlehaven, Kludetæppet, Bagervænget, Skovsneglen, Tagrenden, Regnbuestien, "
    "Kaffekanden, Solsortvej, Vindfløjen, Lygtemagerstien, Rundetræet, Sildekrogen, Lærkekvisten, "
    "Mosebakken, Vestenvinden, Kirsebærkrogen, Tovværket, Hasselbakken, Trappestien"
)
NORWEGIAN_STREETS = (
    "Multebakken, Tjeldveien, Vaffelsvingen, Naustknausen, Lyngkroken, Brødristerveien, "
    "Regnværsgata, Tyttebærlia, Ljåsvingen, Fiskekassa, Nordavinden, Kaffesvingen, Måkeskrenten, "
    "Bjørkekvisten, Snøfonna, Reipslåttet, Selebrua, Tranbærlia, Lyktestolpen, Kvitveisbakken"
)


@dataclass(frozen=True)
class Country:
    """Where a made-up person lives, and what names and numbers look like there."""

    code: str
    first: list[str]
    last: list[str]
    places: list[str]
    streets: list[str]
    phone: str  # # stands for a digit

    def name(self, random: Random) -> str:
        """A first and a last name; every fifth person has two last names."""
        last = random.choice(self.last)
        middle = random.choice(self.last) if random.random() < 0.2 else ""
        first = random.choice(self.first)
        return " ".join(part for part in (first, middle if middle != last else "", last) if part)

    def address(self, random: Random) -> str:
        """A street that does not exist in a place that does."""
        street, number = random.choice(self.streets), random.randint(1, 96)
        return f"{street} {number}, {random.choice(self.places)}"

    def telephone(self, random: Random) -> str:
        """A number that cannot be anybody's."""
        return "".join(str(random.randint(0, 9)) if c == "#" else c for c in self.phone)


COUNTRIES = {
    "DK": Country(
        code="DK",
        first=DANISH_FIRST.split(),
        last=DANISH_LAST.split(),
        places=DANISH_PLACES.split(", "),
        streets=DANISH_STREETS.split(", "),
        phone="+45 0# ## ## ##",
    ),
    "NO": Country(
        code="NO",
        first=NORWEGIAN_FIRST.split(),
        last=NORWEGIAN_LAST.split(),
        places=NORWEGIAN_PLACES.split(", "),
        streets=NORWEGIAN_STREETS.split(", "),
        phone="+47 17# ## ###",
    ),
}

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ı": "i", "á": "a", "é": "e", "ö": "o", "ä": "a"}
)


def mail_name(name: str) -> str:
    """A name as it stands before the @."""
    plain = name.lower().translate(_LETTERS)
    return ".".join(
        "".join(c for c in part if c.isascii() and c.isalnum()) for part in plain.split()
    )
