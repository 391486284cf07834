"""What somebody in the demo answers when the policy asks for a category."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from ordholden.home.demo.names import Country, mail_name
from ordholden.home.demo.trades import Trade


@dataclass
class Somebody:
    """A made-up person: name, trade, and a random generator of their own."""

    name: str
    email: str
    country: Country
    trade: Trade
    random: Random
    born: int

    @property
    def is_danish(self) -> bool:
        """Whether they write Danish; else they write Norwegian."""
        return self.country.code == "DK"

    def say(self, danish: str, norwegian: str) -> str:
        """One of two sentences."""
        return danish if self.is_danish else norwegian


def somebody(random: Random, country: Country, trade: Trade, number: int) -> Somebody:
    """Make somebody up. number: makes the e-mail address theirs alone."""
    name = country.name(random)
    email = f"{mail_name(name)}{number}@{random.choice(('brev', 'post', 'sky', 'mail'))}.example"
    return Somebody(name, email, country, trade, random, random.randint(1958, 2006))


Answer = Callable[[Somebody], str | list[str]]


def _experience(who: Somebody) -> list[str]:
    start = max(who.born + 19, 1995)
    places = who.trade.works_at or ("Selvstændig",)
    first = who.random.randint(start, max(start, 2014))
    jobs = [f"{who.trade.title}, {who.random.choice(places)}, {first}–{first + 4}"]
    if first < 2018:
        jobs.append(f"{who.trade.title}, {who.random.choice(places)}, {first + 5}–{first + 8}")
    return jobs


def _next_of_kin(who: Somebody) -> str:
    name = who.country.name(who.random)
    relation = who.random.choice(
        ("mor", "ægtefælle", "søster") if who.is_danish else ("mor", "ektefelle", "søster")
    )
    return f"{name} ({relation}), {who.country.telephone(who.random)}"


def _pick(*pairs: tuple[str, str]) -> Answer:
    """An answer that is one of these, in Danish or Norwegian."""
    return lambda who: who.say(*who.random.choice(pairs))


def _skills(who: Somebody) -> str:
    return ", ".join(who.random.sample(who.trade.skills, min(3, len(who.trade.skills))))


def _education(who: Somebody) -> list[str]:
    year = who.born + 20
    school = who.say("Svendebrev", "Fagbrev") if who.random.random() < 0.7 else "Bachelor"
    return [f"{school}, {who.trade.title.lower()}, {year}"]


ANSWERS: dict[str, Answer] = {
    "person.address": lambda who: who.country.address(who.random),
    "person.other_contact": _pick(
        ("Ring helst efter kl. 15", "Ring helst etter kl. 15"),
        ("Sms virker altid", "SMS virker alltid"),
        ("Læg besked hos naboen, hvis jeg er på taget", "Legg igjen beskjed hos naboen"),
    ),
    "person.birth_date": lambda who: date(who.born, 1 + who.born % 12, 14).isoformat(),
    "profile.presentation": lambda who: who.random.choice(who.trade.says),
    "profile.experience": _experience,
    "profile.workplaces": lambda who: list(who.trade.works_at[:2]) or ["Selvstændig"],
    "profile.education": _education,
    "profile.courses": lambda who: list(who.trade.courses),
    "profile.skills": _skills,
    "profile.languages": _pick(
        ("Dansk, engelsk", "Norsk, engelsk"),
        ("Dansk, tysk og håndtegn", "Norsk, svensk og litt tysk"),
        ("Dansk, polsk, engelsk", "Norsk, polsk, engelsk"),
        ("Dansk, tyrkisk, engelsk", "Norsk, nordsamisk, engelsk"),
    ),
    "profile.driving_licence": _pick(("B", "B"), ("B, BE", "B, BE"), ("B, C", "B, C")),
    "profile.interests": lambda who: who.trade.title,
    "profile.wishes": lambda who: who.say(
        f"{who.trade.title}, højst en times kørsel, gerne med fast hold",
        f"{who.trade.title}, gjerne fast lag, turnus går fint",
    ),
    "profile.availability": _pick(
        ("Fra på mandag", "Fra mandag"),
        ("En måneds opsigelse", "En måneds oppsigelse"),
        ("Aften og weekend", "Kveld og helg"),
        ("Når børnene er i skole", "Når ungene er på skolen"),
    ),
    "profile.tests": _pick(("Truckprøve, bestået", "Truckprøve, bestått")),
    "profile.internship": lambda who: [who.say("Praktik hos ", "Praksis hos ") + _place(who)],
    "profile.references": lambda who: [f"{who.country.name(who.random)}, {_place(who)}"],
    "profile.unemployment": _pick(("Ledig siden foråret", "Ledig siden våren")),
    "profile.unemployment_fund": _pick(("Medlem af en a-kasse", "Nei")),
    "profile.leave": _pick(("Forældreorlov til april", "Foreldrepermisjon til april")),
    "profile.next_of_kin": _next_of_kin,
    "profile.salary_wish": _pick(("Efter overenskomst", "Etter tariff")),
    "mailing.topics": lambda who: who.trade.title,
    "employment.assignment": lambda who: f"{who.trade.title}, {_place(who)}",
    "employment.pay": lambda who: who.say(
        f"{who.random.randint(165, 260)} kr. i timen", f"{who.random.randint(215, 330)} kr i timen"
    ),
    "employment.bank_account": lambda who: f"0000 {who.random.randint(0, 9999999):07d}",
    "employment.tax": _pick(("Hovedkort", "Tabelltrekk")),
    "employment.pension": _pick(("Arbejdsmarkedspension", "Obligatorisk tjenestepensjon")),
    "employment.nationality": _pick(("Dansk", "Norsk"), ("Polsk", "Litauisk")),
    "employment.absence": _pick(
        ("To dage i februar, barns sygedag", "To dager i februar, sykt barn"),
    ),
    "employment.development": _pick(("Vil gerne være sjakbajs", "Vil gjerne bli formann")),
    "company.name": lambda who: _place(who),
    "company.contact": lambda who: who.country.address(who.random),
    "company.status": _pick(("Kunde", "Kunde")),
    "company_contact.name": lambda who: who.name,
    "company_contact.contact": lambda who: who.email,
    "company_contact.position": _pick(
        ("Værkfører", "Formann"), ("Indkøber", "Innkjøper"), ("Personalechef", "Personalsjef")
    ),
    "company_contact.correspondence": _pick(
        ("Ringede om to mand til mandag.", "Ringte om to mann til mandag."),
        ("Vil have den samme som sidst.", "Vil ha den samme som sist."),
    ),
    "agreement.documents": lambda who: who.say("Rammeaftale", "Rammeavtale"),
    "review.text": _pick(
        ("God tone, dårlig kaffe, fair vagtplan.", "God tone, dårlig kaffe, grei vaktplan.")
    ),
    "statistics.gender": _pick(("kvinde", "kvinne"), ("mand", "mann")),
    "statistics.birth_year": lambda who: str(who.born),
}


def _place(who: Somebody) -> str:
    return who.random.choice(who.trade.works_at or ("Selvstændig",))
