"""Which businesses the demo opens, and who can sign in to try them."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from ordholden.home.demo import trades
from ordholden.home.demo.trades import Trade

PASSWORD = "ordholden-demo"  # noqa: S105  printed at the start; nothing here is real


@dataclass(frozen=True)
class Worker:
    """One of the tenant's own people: name and role."""

    name: str
    role: str


@dataclass(frozen=True)
class Guest:
    """Somebody with a password to sign in with, and what is to be seen with them."""

    name: str
    trade: str
    story: str  # a key of `guests.STORIES`


@dataclass(frozen=True)
class Firm:
    """A company that a business works with, and who leads there."""

    name: str
    kind: str
    leader: str
    site: str


@dataclass(frozen=True)
class Business:
    """One business of the demo."""

    slug: str
    trades: tuple[Trade, ...]
    workers: tuple[Worker, ...]
    guests: tuple[Guest, ...]
    archive: str = ""  # a version that was in force earlier
    firms: tuple[Firm, ...] = ()

    @property
    def host(self) -> str:
        """Where it is reached."""
        return f"{self.slug}.localhost"

    def policies(self) -> list[str]:
        """The texts of its policies, the earliest first."""
        folder = Path(settings.BASE) / "policies"
        files = [folder / "archive" / self.archive] if self.archive else []
        return [file.read_text(encoding="utf-8") for file in (*files, folder / f"{self.slug}.toml")]


BUSINESSES = (
    Business(
        slug="jtworks",
        trades=trades.BUILDING,
        workers=(
            Worker("Jytte Tangaard", "administrator"),
            Worker("Thorkild Bang", "recruiter"),
            Worker("Pernille Vad", "privacy_officer"),
            Worker("Benny Koldsø", "finance"),
        ),
        guests=(
            Guest("Karl Trappegaard", "Tømrer", "active"),
            Guest("Rosa Krandal", "Kranfører", "due_soon"),
            Guest("Viggo Spartel", "Maler", "fresh"),
        ),
    ),
    Business(
        slug="jobconnection",
        trades=trades.GENERAL + trades.BUILDING[:3],
        workers=(
            Worker("Camilla Knude", "administrator"),
            Worker("Ib Skarrild", "recruiter"),
            Worker("Lone Branderup", "branch"),
            Worker("Steen Lønborg", "payroll"),
            Worker("Hanne Vagtel", "privacy_officer"),
            Worker("Jonna Revsgaard", "auditor"),
        ),
        guests=(
            Guest("Poul Pallesen", "Lagermedarbejder", "employed"),
            Guest("Gerda Dejgaard", "Bager", "due_soon"),
            Guest("Omar Gryde", "Kok", "fresh"),
        ),
    ),
    Business(
        slug="workwithus",
        trades=trades.OFFICE + trades.GENERAL,
        workers=(
            Worker("Nete Comstrup", "administrator"),
            Worker("Frode Spirely", "support"),
            Worker("Asta Bilag", "finance"),
            Worker("Mogens Klipvig", "privacy_officer"),
        ),
        guests=(
            Guest("Signe Regnjakke", "Marketingkoordinator", "active"),
            Guest("Ejner Lagkage", "Skolelærer", "due_soon"),
            Guest("Tobias Bitsø", "Softwareudvikler", "fresh"),
        ),
    ),
    Business(
        slug="jobindex",
        trades=trades.OFFICE + trades.GENERAL[:4],
        archive="jobindex-2018.toml",
        workers=(
            Worker("Rigmor Opslag", "administrator"),
            Worker("Kaj Matchsen", "recruitment_department"),
            Worker("Elin Dommerby", "moderator"),
            Worker("Sven Svarup", "support"),
            Worker("Agnete Paragraf", "privacy_officer"),
            Worker("Finn Bilagsen", "finance"),
        ),
        firms=(
            Firm("Rugbrødsfabrikken Vest", "employer", "Tove Surdej", "rugbroedsfabrikken.example"),
            Firm("Fjordens Regnskab", "employer", "Jens Debet", "fjordens-regnskab.example"),
            Firm("Hovedjægerne", "recruitment_firm", "Viveka Falk", "hovedjaegerne.example"),
            Firm("Vikar på Vej", "temp_agency", "Kent Kørsel", "vikarpaavej.example"),
        ),
        guests=(
            Guest("Vibeke Momsen", "Bogholder", "active"),
            Guest("Leif Støvlebånd", "Pædagog", "due_soon"),
            Guest("Ditte Kvarter", "Projektleder", "fresh"),
        ),
    ),
    Business(
        slug="aktivbemanning",
        trades=trades.NORWEGIAN,
        workers=(
            Worker("Hilde Havnesjef", "administrator"),
            Worker("Kåre Kaikant", "recruiter"),
            Worker("Wenche Lønnås", "payroll"),
            Worker("Ellinor Fyrlykt", "privacy_officer"),
        ),
        guests=(
            Guest("Olga Skorpe", "Baker", "active"),
            Guest("Torgeir Torsk", "Fiskeindustriarbeider", "employed"),
            Guest("Marit Møkkaregn", "Barnehageassistent", "fresh"),
        ),
    ),
)
BY_SLUG = {one.slug: one for one in BUSINESSES}
