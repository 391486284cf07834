"""An old CV is brought along: read, looked through, and stored at its person's yes alone."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordholden.cvs.models import Part
from ordholden.cvs.tests.test_write_cv import member
from ordholden.people.models import Detail
from ordholden.tenants.scope import at_home
from tests.harness.five import opened

pytestmark = [pytest.mark.django_db]

RESUME = {
    "basics": {
        "name": "Liv Berg",
        "image": "https://example.org/liv.jpg",
        "summary": "Jeg fuger i hånden.",
        "phone": "+45 12 34 56 78",
        "profiles": [{"network": "Web", "url": "javascript:alert(1)"}],
    },
    "work": [
        {
            "name": "Sten & Fuge 🧱",
            "position": "Murer <b>og</b> leder",
            "startDate": "2019-03-01",
            "summary": "Facader.<script>x()</script>",
        }
    ],
    "languages": [{"language": "עברית", "fluency": "Native speaker"}],
    "skills": [{"name": "Fuger", "level": "Master"}],
    "interests": [{"name": "Skak"}],
}


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def offer(client: Client, name: str, content: bytes):
    return client.post("/my/cv/import/", {"file": file(name, content)})


class Fields(HTMLParser):
    """What a browser would send back from a page as it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.name = self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "input" and at.get("name"):
            if at.get("type") != "checkbox" or "checked" in at:
                self.sent[str(at["name"])] = at.get("value") or ("on" if "checked" in at else "")
        elif tag in ("textarea", "select"):
            self.name, self.sent[str(at["name"])] = str(at["name"]), ""
        elif tag == "option" and "selected" in at:
            self.sent[self.name] = at.get("value") or ""
        self.inside = tag == "textarea"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.sent[self.name] = data.removeprefix("\n")
            self.inside = False


def fields(page: str) -> dict[str, str]:
    """What the form of review would send back."""
    page = page[page.index("/my/cv/import/save/") :]
    sent = Fields(page[page.index(">") + 1 : page.index("</form>")]).sent
    return {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}


def test_nothing_is_stored_before_the_person_says_yes() -> None:
    tenant = opened("jobindex")
    _person, liv = member(tenant)
    shown = offer(liv, "resume.json", json.dumps(RESUME).encode())
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "Sten &amp; Fuge 🧱" in page
    assert "<script>x" not in page
    assert "javascript:" not in page
    # What this notice does not ask for is left out, and named.
    assert re.search(r"we do not ask for it:</strong>[^<]*interest", page)
    with at_home(tenant):
        assert not Part.objects.exists()
    sent = fields(page)
    assert sent["p0-title"] == "Murer og leder"
    del sent["p1-take"]  # not the language
    assert liv.post("/my/cv/import/save/", sent).status_code == 303
    with at_home(tenant):
        kept = {(one.category, one.title, one.level) for one in Part.objects.all()}
        assert kept == {
            ("profile.experience", "Murer og leder", ""),
            ("profile.skills", "Fuger", "expert"),
        }
        job = Part.objects.get(category="profile.experience")
        assert (job.organisation, job.starts, job.is_current) == ("Sten & Fuge 🧱", "2019-03", True)
        assert Detail.objects.get(category="profile.presentation").text == "Jeg fuger i hånden."


def test_what_is_there_already_is_not_ticked_again() -> None:
    tenant = opened("jobindex")
    _person, liv = member(tenant)
    for _again in range(2):
        page = offer(liv, "resume.json", json.dumps(RESUME).encode()).content.decode()
        sent = fields(page)
        liv.post("/my/cv/import/save/", sent)
    assert not [name for name in sent if name.endswith("-take")]
    with at_home(tenant):
        assert Part.objects.count() == 3


def test_what_was_read_wrongly_is_mended_and_nothing_typed_is_lost() -> None:
    tenant = opened("jobindex")
    _person, liv = member(tenant)
    sent = fields(offer(liv, "r.json", json.dumps(RESUME).encode()).content.decode())
    wrong = liv.post(
        "/my/cv/import/save/", {**sent, "p0-starts": "in spring", "p0-title": "Mester"}
    )
    assert wrong.status_code == 422
    assert fields(wrong.content.decode())["p0-title"] == "Mester"
    with at_home(tenant):
        assert not Part.objects.exists()
    for more in ({"p0-salary": "x"}, {"value.person.address.more": "x"}, {"p9-title": "x"}):
        assert liv.post("/my/cv/import/save/", sent | more).status_code == 422
    for odd in ({"parts": "99999"}, {"parts": "x"}, {"p0-kind": "tests"}, {"p0-kind": "../x"}):
        assert liv.post("/my/cv/import/save/", sent | odd).status_code == 422


def test_only_what_this_notice_asks_for_is_offered() -> None:
    everything = json.dumps(
        RESUME | {"certificates": [{"name": "Truck", "expires": "2031-05-01"}]}
    ).encode()
    tenant = opened("jtworks")
    _person, liv = member(tenant)
    page = offer(liv, "r.json", everything).content.decode()
    kinds = {value for name, value in fields(page).items() if name.endswith("-kind")}
    assert kinds == {"experience", "skills", "certificates"}
    assert "language" in page[page.index("we do not ask for it") :][:400]


def linkedin() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(
            "Export/Positions.csv",
            "Company Name,Title,Description,Location,Started On,Finished On\n"
            'Fiktvik ApS,Bogholder,"Debitor,\nkreditor",Aarhus,Mar 2021,\n',
        )
        archive.writestr("Export/messages.csv", "CONTENT\nhemmeligt\n")
        archive.writestr("../../etc/Skills.csv", "Name\nExcel\n")
    return written.getvalue()


EUROPASS = """<?xml version="1.0"?><SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass">
<LearnerInfo><Identification><PersonName><FirstName>Åse</FirstName></PersonName>
<Demographics><Birthdate year="1975" month="--03"/></Demographics></Identification>
<WorkExperienceList><WorkExperience><Period><From year="2002" month="--08"/><Current>true</Current>
</Period><Position><Label>Bogholder</Label></Position><Employer><Name>Fiktvik</Name></Employer>
</WorkExperience></WorkExperienceList><Skills><Linguistic><ForeignLanguageList><ForeignLanguage>
<Description><Label>Fransk</Label></Description><ProficiencyLevel><Listening>B1</Listening>
<Reading>B2</Reading><Writing>B1</Writing></ProficiencyLevel></ForeignLanguage></ForeignLanguageList>
</Linguistic></Skills></LearnerInfo></SkillsPassport>"""
PROFILE = """<Candidate xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3"
 xmlns:eures="x" xmlns:oa="y"><CandidateProfile><EmploymentHistory><EmployerHistory>
<hr:OrganizationName>Fiktvik</hr:OrganizationName><PositionHistory><PositionTitle>Bogholder
</PositionTitle><eures:EmploymentPeriod><eures:StartDate><hr:FormattedDateTime>2002-08-01
</hr:FormattedDateTime></eures:StartDate><hr:CurrentIndicator>true</hr:CurrentIndicator>
</eures:EmploymentPeriod></PositionHistory></EmployerHistory></EmploymentHistory>
<PersonQualifications><PersonCompetency><CompetencyID>fra</CompetencyID><hr:TaxonomyID>language
</hr:TaxonomyID><hr:ScoreText>B1</hr:ScoreText></PersonCompetency></PersonQualifications>
</CandidateProfile></Candidate>"""
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Liv Berg\r\nTITLE:Bogh\r\n older\r\nORG:Fiktvik;Løn\r\n"
PASTED = """Liv Berg
Havnegade 4

ERHVERVSERFARING
08/2002 – nu    Bogholder, Fiktvik
- Debitor og kreditor

SPROG
Dansk (modersmål), fransk (B1)
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("export.zip", linkedin()),
        ("europass.xml", EUROPASS.encode()),
        ("profile.xml", PROFILE.encode()),
        ("liv.vcf", f"{CARD}END:VCARD".encode()),
        ("cv.txt", PASTED.encode("cp1252")),
    ],
)
def test_each_form_of_file_is_read(name: str, content: bytes) -> None:
    tenant = opened("jobindex")
    _person, liv = member(tenant)
    sent = fields(offer(liv, name, content).content.decode())
    assert "hemmeligt" not in str(sent)
    assert sent["p0-title"] == "Bogholder"
    assert sent["p0-organisation"].startswith("Fiktvik")
    assert "p0-is_current" in sent
    assert liv.post("/my/cv/import/save/", sent).status_code == 303
    if name not in ("liv.vcf", "export.zip"):
        with at_home(tenant):
            assert Part.objects.filter(category="profile.languages", level="B1").exists()
            assert Part.objects.get(category="profile.experience").starts == "2002-08"


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<SkillsPassport><LearnerInfo>&b;</LearnerInfo></SkillsPassport>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><SkillsPassport><LearnerInfo>'
    "<Headline>&f;</Headline></LearnerInfo></SkillsPassport>"
)


def zip_bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Skills.csv", b"Name\n" + b"x" * 9_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.xml", BOMB.encode()),
        ("outside.xml", OUTSIDE.encode()),
        ("deep.xml", b"<a>" * 5000),
        ("deep.json", b'{"basics":' + b"[" * 50_000),
        ("broken.json", b'{"work": ['),
        ("number.json", b'{"work": ' + b"9" * 50_000 + b"}"),
        ("other.json", b'{"a": 1}'),
        ("odd.json", b'{"basics": 3, "work": {"a": [1, null]}, "skills": [[], "x"]}'),
        ("list.json", b"[1]"),
        ("bomb.zip", zip_bomb()),
        ("broken.zip", linkedin()[:-40]),
        ("empty.zip", b"PK\x05\x06" + bytes(18)),
        ("lies.pdf", b"MZ\x90\x00 program"),
        ("empty.txt", b""),
        ("nothing.txt", "Kære venner,\nvi ses.".encode()),
        ("binary.txt", bytes(range(256)) * 4),
        ("open.vcf", b"BEGIN:VCARD\r\n" + b"X" * 100_000),
    ],
)
def test_what_is_broken_or_hostile_is_refused_in_a_sentence(name: str, content: bytes) -> None:
    tenant = opened("jobindex")
    _person, liv = member(tenant)
    answer = offer(liv, name, content)
    assert answer.status_code == 422
    with at_home(tenant):
        assert not Part.objects.exists()


def test_a_very_long_text_is_taken_as_far_as_a_page_can_show_it() -> None:
    tenant = opened("jobindex")
    _person, liv = member(tenant)
    lines = "\n".join(
        f"01/{1950 + n % 60} – 02/{1951 + n % 60} Murer {n}, Fuge {n}" for n in range(2500)
    )
    answer = liv.post("/my/cv/import/", {"text": "ERFARING\n" + lines})
    assert answer.status_code == 200
    page = answer.content.decode()
    sent = fields(page)
    assert sent["parts"] == "80"
    assert "more parts did not fit" in page
    assert liv.post("/my/cv/import/save/", sent).status_code == 303
    with at_home(tenant):
        assert Part.objects.count() == 80


def test_what_is_sensitive_in_an_old_cv_is_met_before_it_is_stored() -> None:
    tenant = opened("jobindex")
    _person, liv = member(tenant)
    said = {
        "work": [{"position": "Murer", "summary": "Tillidsmand, medlem af 3F. Jeg er katolik."}]
    }
    sent = fields(offer(liv, "r.json", json.dumps(said).encode()).content.decode())
    warned = liv.post("/my/cv/import/save/", sent)
    assert warned.status_code == 422
    assert "katolik" in warned.content.decode()
    with at_home(tenant):
        assert not Part.objects.exists()
