"""Dates, amounts, places and HTML of strangers: whatever they write, nothing breaks."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.calls.cleaning import as_typed, clean, one_line, plain_text, web_address
from essaim.calls.combining import combine
from essaim.calls.connectors.mail import found_in
from essaim.calls.found import Found
from essaim.calls.matching import Why, facts, page_key, same
from essaim.calls.parsing import (
    Amounts,
    as_list,
    audiences_in,
    read_amounts,
    read_codes,
    read_day,
    read_deadline,
    read_where,
)

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-03-15", "2026-03-15 23:59"),  # no time: the end of the day
        ("2026-07-15T12:00:00", "2026-07-15 12:00"),  # no zone: the clock of Paris
        ("2026-07-15T12:00:00Z", "2026-07-15 14:00"),
        ("2026-01-04T23:00:00.000Z", "2026-01-05 23:59"),  # midnight in Paris: a day that was picked
        ("2022-07-28T11: 40: 47+02: 00", "2022-07-28 11:40"),
        ("15 août 2022", "2022-08-15 23:59"),
        ("jeudi 1er mars 2026 à 12h30", "2026-03-01 12:30"),
        ("31/12/2026 à 17 h", "2026-12-31 17:00"),
        ("Fri, 27 Nov 2026 10:00:00 GMT", "2026-11-27 11:00"),
        (date(2026, 3, 15), "2026-03-15 23:59"),
        ("31/02/2026", None),
        ("bientôt", None),
        ("0001-01-01", None),
        (12, None),
    ],
)
def test_deadlines(written, told):
    read = read_deadline(written)
    assert (read.astimezone(PARIS).strftime("%Y-%m-%d %H:%M") if read else None) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Jusqu'à 80% du coût de l'étude, dans un maximum de 18 000 €", Amounts(None, 1_800_000, None, Decimal(80))),
        ("2.200.000 € à répartir entre les bénéficiaires", Amounts()),
        ("Min. 3.000 € par projet", Amounts(300_000)),
        ("Entre 15 % à 60 % selon le projet, au plus 300 000 €", Amounts(None, 30_000_000, Decimal(15), Decimal(60))),
        ("de 5 000 à 20 000 €", Amounts(500_000, 2_000_000)),
        ("entre 1,5 et 2 M€", Amounts(150_000_000, 200_000_000)),
        ("150 k€", Amounts(None, 15_000_000)),
        ("Variable selon projet", Amounts()),
        ("250 % de joie", Amounts()),
    ],
)
def test_amounts(words, told):
    assert read_amounts(words) == told


@given(st.text(max_size=200))
def test_nothing_that_is_written_breaks(text):
    for reads in (read_deadline, read_day, read_amounts, as_list, page_key, one_line, web_address, as_typed):
        reads(text)
    audiences_in([text])
    read_where([text])
    read_codes([text])
    told = read_amounts(text)
    assert told.low is None or told.high is None or told.low <= told.high
    address = web_address(text)
    assert not address or address.startswith(("http://", "https://"))


@given(st.text(alphabet=st.sampled_from("<>/=\"' abpscriptonerlhvj:&;\n-"), max_size=120))
def test_no_script_comes_through(text):
    html = clean(text)
    assert "<script" not in html.lower()
    assert clean(html) == html or plain_text(clean(html)) == plain_text(html)


def test_places():
    assert read_where(["Drôme", "Région Sud (PACA)"]).places == ["department:26"]
    assert read_where(["Hauts-de-France", "Pas-de-Calais"]).scale == "region"
    assert read_where(["- France entière -"]).scale == "country"
    assert read_where(["CAF de la Loire"]).words == "CAF de la Loire"
    assert read_where([], "Département", "62").places == ["department:62"]
    assert read_codes(["REG-32", "COM-62119", "ZZ"]).places == ["region:32", "commune:62119"]


def test_the_same_records_give_the_same_call():
    one = Found(external_id="a", title="Un titre", deadline=datetime(2099, 1, 1, 12, tzinfo=PARIS), contact="")
    two = Found(external_id="b", title="Autre", amount_max_cents=100, contact="Ana", permanent=True)
    values = combine([(1, one), (2, two)])
    assert (values["title"], values["contact"], values["amount_max_cents"]) == ("Un titre", "Ana", 100)
    assert (values["deadline"], values["permanent"]) == (one.deadline, False)
    dead = Found(external_id="c", title="Annulation", status="cancelled")
    assert combine([(1, one), (1, dead)])["status"] == "cancelled"
    assert combine([(1, one), (1, dead)])["title"] == "Un titre"
    assert combine([(1, one)]) == combine([(1, one)])


def test_another_year_or_place_is_another_call():
    held = {"title": "Fonds pour la vie associative 2025", "funders": ["DRAJES"]}
    assert same(facts(**held), facts(**held | {"title": "Fonds pour la vie associative 2026"})) is None
    there = {"scale": "department", "places": ["department:62"]}
    assert same(facts(**held, **there), facts(**held, **there | {"places": ["department:59"]})) is None
    assert same(facts(**held, **there), facts(**held)) == Why.TITLE
    page = {"url": "https://www.a.example/x/?utm_source=b"}
    assert same(facts(**held, **page), facts(**held | {"funders": ["Y"]}, url="https://a.example/x")) == Why.ADDRESS


def test_a_forwarded_mail():
    found = found_in(
        message_id="m1", subject="Fwd: TR: Prix des voisins",
        text="Pour le club !\n---------- Message transféré ----------\nDe : lettre@example.org\n"
        "> Candidatures jusqu'au 30 juin 2099 à 12h, 5 000 € au plus.\n> https://linkedin.com/x\n"
        "> https://fondation.example.org/prix.\n",
    )  # fmt: skip
    assert (found.title, found.url) == ("Prix des voisins", "https://fondation.example.org/prix")
    assert found.deadline == datetime(2099, 6, 30, 12, tzinfo=PARIS)
    assert found.amount_max_cents == 500_000
    assert "De :" not in found.description
