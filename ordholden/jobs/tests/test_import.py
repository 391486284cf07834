"""Ads out of other systems: taken over as drafts, or refused one by one with a sentence."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordholden.accounts.tests.make import make_staff
from ordholden.jobs.importing import names, records
from ordholden.jobs.importing.plainly import words_of
from ordholden.jobs.models import AdContact, JobAd
from ordholden.kit.errors import NotPossible
from ordholden.tenants.models import Tenant
from ordholden.tenants.scope import at_home
from tests.harness.five import browser, noon, opened

pytestmark = [pytest.mark.django_db]
TEXT = "Vi søger en, der kan mure lige så pænt på bagsiden."
XML = f"""<?xml version="1.0" encoding="iso-8859-1"?>
<source><publisher>Et andet sted</publisher>
<job><title><![CDATA[Murersvend]]></title><referencenumber>77</referencenumber>
<company>Sten &amp; Fuge</company><city>Skive</city><country>DK</country>
<postalcode>7800</postalcode><jobtype>parttime</jobtype>
<description><![CDATA[<h2>Om jobbet</h2><p>{TEXT}</p><ul><li>løn</li></ul>
<script>alert(1)</script>]]></description>
<expirationdate>2026-06-01</expirationdate><email>ib@example.dk</email>
<contactname>Ib</contactname></job>
<job><title>Maler</title><referencenumber>78</referencenumber><description>{TEXT}</description>
<expirationdate>i går</expirationdate></job></source>""".encode("iso-8859-1")
NESTED = {
    "hits": {
        "total": 2,
        "hits": [
            {
                "_id": "1",
                "_source": {
                    "uuid": "a-1",
                    "title": "Kokk",
                    "properties": {"adtext": f"&lt;p&gt;{TEXT}&lt;/p&gt;", "extent": "Deltid"},
                    "locationList": [{"city": "OSLO", "postalCode": "0160", "country": "NORGE"}],
                },
            },
            {
                "_id": "2",
                "_source": {"uuid": "a-2", "title": "Baker", "properties": {"adtext": TEXT}},
            },
        ],
    }
}
HR_XML = f"""<soap:Envelope xmlns:soap="urn:s"><soap:Body><m:PositionOpening xmlns:m="urn:m">
<PositionProfile xmlns="urn:hr"><ProfileName>Kvalitetsansvarlig</ProfileName>
<FormattedPositionDescription><Value>{TEXT}</Value></FormattedPositionDescription>
<Address><PostalCode>8140</PostalCode><CountryCode>NO</CountryCode></Address>
</PositionProfile></m:PositionOpening></soap:Body></soap:Envelope>""".encode()


def at_work(slug: str = "jtworks") -> tuple[Tenant, Client]:
    tenant = opened(slug)
    with at_home(tenant):
        client = browser(slug)
        client.force_login(make_staff("Ulla", "recruiter"))
    return tenant, client


def sent(client: Client, content: bytes) -> Any:
    return client.post("/desk/ads/import/", {"file": SimpleUploadedFile("ads.xml", content)})


def mapped(answer: Any) -> dict[str, str]:
    """What the form of the second step holds, as a browser would send it back."""
    form = answer.context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    return {name: value for name, value in said.items() if value}


# ------------------------------------------------------------------ files that are none
BOMB = b"<!DOCTYPE a [<!ENTITY x 'y'>]><a><title>&x;</title><description>d</description></a>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" ", "empty"),
        (b"not a feed", "neither whole XML nor JSON"),
        (b"<a><b></a>", "neither whole XML nor JSON"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "neither whole XML nor JSON"),
        (b'{"title": ', "cannot be read as it"),
        (b"[" * 5000, "cannot be read as it"),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "nested too deeply"),
        (b"<a>" * 60 + b"</a>" * 60, "nested too deeply"),
        (BOMB, "document type"),
        (b"<!DOCTYPE a SYSTEM 'file:///etc/hosts'><a><b/></a>", "document type"),
        (BOMB.decode().encode("utf-16"), "neither whole XML nor JSON"),
        (b'{"name": "Ib"}', "looks like an ad"),
        (json.dumps([{"title": "x", "text": "y"}] * 501).encode(), "more than 500"),
        (b"x" * 1_500_001, "larger than 1.5 MB"),
    ],
)
def test_a_file_that_is_none_or_not_to_be_trusted_is_refused_with_a_sentence(
    content: bytes, reason: str
) -> None:
    _tenant, desk = at_work()
    answer = sent(desk, content)
    assert answer.status_code == 422
    assert reason in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("title", "", "no title"),
        ("title", "x" * 121, "longer than 120"),
        ("text", "Ikke oppgitt", "says nothing"),
        ("text", "x" * 20_001, "longer than 20,000"),
        ("text", f"{TEXT} Hvor gammel er du?", "asked about age"),
        ("deadline", "2026-02-31", "is no date"),
        ("deadline", "1999-01-01", "is past"),
        ("deadline", "2099-01-01", "more than a year"),
        ("country", "Atlantis", "none we know"),
        ("id", "9" * 81, "longer than 80"),
    ],
)
def test_an_absurd_field_refuses_its_own_ad_alone(
    turn_clock: Any, field: str, value: str, reason: str
) -> None:
    with turn_clock(noon("2026-05-04")):
        tenant, desk = at_work()
        good = {"id": "1", "title": "Murer", "text": TEXT, "country": "DK", "deadline": ""}
        bad = good | {"id": "2", "title": "Maler"} | {field: value}
        answer = sent(desk, json.dumps([good, bad]).encode())
        assert reason in answer.content.decode()
        answer = desk.post("/desk/ads/import/", mapped(answer) | {"take": "yes"})
        assert answer.status_code == 422
        assert reason in answer.content.decode()
        with at_home(tenant):
            assert [ad.title for ad in JobAd.objects.all()] == ["Murer"]


# ------------------------------------------------------------------ taken over
def test_a_feed_becomes_drafts_and_nothing_is_published(turn_clock: Any) -> None:
    with turn_clock(noon("2026-05-04")):
        tenant, desk = at_work()
        answer = sent(desk, XML)
        page = answer.content.decode()
        assert "is no date" in page
        answer = desk.post("/desk/ads/import/", mapped(answer) | {"take": "yes"})
        with at_home(tenant):
            ad = JobAd.objects.get()
            assert (ad.state, ad.title, ad.employer) == ("draft", "Murersvend", "Sten & Fuge")
            assert (ad.postal_code, ad.town, ad.time) == ("7800", "Skive", "part")
            assert str(ad.deadline) == "2026-06-01"
            assert ad.text == f"# Om jobbet\n\n{TEXT}\n\n- løn"
            assert AdContact.objects.get().email == "ib@example.dk"
            assert ad.occupation == "7112"
        assert "Murersvend" not in browser("jtworks").get("/jobs/").content.decode()


def test_the_same_file_twice_changes_and_does_not_double(turn_clock: Any) -> None:
    with turn_clock(noon("2026-05-04")):
        tenant, desk = at_work()
        for title in ("Murer", "Murersvend"):
            ads = [{"id": "1", "title": title, "text": TEXT}]
            answer = sent(desk, json.dumps(ads).encode())
            desk.post("/desk/ads/import/", mapped(answer) | {"take": "yes"})
        with at_home(tenant):
            assert [ad.title for ad in JobAd.objects.all()] == ["Murersvend"]


def test_a_wrong_guess_is_put_right() -> None:
    tenant, desk = at_work()
    ads = [{"title": "Firmaet", "job": {"name": "Murer"}, "text": TEXT}]
    answer = sent(desk, json.dumps(ads).encode())
    said = mapped(answer) | {"title": "job/name"}
    assert "1. Murer" in desk.post("/desk/ads/import/", said).content.decode()
    desk.post("/desk/ads/import/", said | {"take": "yes"})
    with at_home(tenant):
        assert JobAd.objects.get().title == "Murer"


def test_ads_are_found_however_deep_they_lie() -> None:
    found = records.read(json.dumps(NESTED).encode())
    guessed = names.guess({path for record in found for path in record})
    assert [one["title"] for one in found] == ["Kokk", "Baker"]
    assert guessed["text"] == "properties/adtext"
    assert guessed["postal_code"] == "locationList/postalCode"
    (one,) = records.read(HR_XML)
    assert names.guess(one)["text"] == "FormattedPositionDescription/Value"


def test_too_much_is_no_answer_but_a_sentence() -> None:
    with pytest.raises(NotPossible):
        records.read(b"\xff\xfe\x00")


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>Hej<br>du</p><ul><li>a<li>b</ul>", "Hej\ndu\n\n- a\n- b"),
        ("&lt;p&gt;Hej&lt;/p&gt;", "Hej"),
        ("Løn < 30.000 & mere", "Løn < 30.000 & mere"),
        ("<style>p{}</style><iframe src=x>y</iframe><p onclick=x>Hej", "Hej"),
        ("<<script>alert(1)</script>", "<"),
    ],
)
def test_html_becomes_plain_words(html: str, plain: str) -> None:
    assert words_of(html) == plain
    assert not re.search(r"<\w", words_of(html))
