"""The story of the demonstration follows the calendar, and holds together."""

import io
from datetime import date, timedelta

import pytest
from PIL import Image

from essaim.demo.drawings import SCENES, picture
from essaim.demo.reading import demo_organizations
from essaim.demo.story.cast import read
from essaim.demo.story.days import FOUNDED, NEXT_MEETING, day_of
from essaim.demo.story.invented import invented_pdf
from essaim.vault.reading import examine


@pytest.mark.parametrize(
    "today", [FOUNDED, date(2026, 11, 27), date(2026, 12, 9), date(2026, 12, 10), date(2031, 2, 28)]
)
def test_the_next_meeting_is_to_come_within_a_quarter_and_the_others_are_past(today):
    days = [day_of(number, today) for number in range(1, NEXT_MEETING + 1)]
    assert {day.weekday() for day in days} == {FOUNDED.weekday()}
    assert today < days[-1]
    if today >= date(2026, 9, 10):
        assert days[-2] <= today <= days[-1] <= today + timedelta(days=91)


def test_keys_lead_to_organizations_of_the_club():
    club = {entry.key for entry in demo_organizations() if entry.club == "member"}
    spoken = {entry["by"] for entry in read("themes")}
    spoken |= {key for entry in read("themes") for key in entry["supports"]}
    for entry in read("meetings"):
        spoken.add(entry["host"])
        spoken |= {action["owner"] for action in entry.get("action", [])}
    for entry in read("practices"):
        spoken |= {entry["by"], *(key for key, *_said in entry.get("adopted", []))}
    for entry in read("purchases"):
        spoken |= {entry["by"], *(key for key, *_said in entry["join"])}
    spoken |= {entry["by"] for entry in read("vaults")}
    assert spoken <= club


def test_practices_and_purchases_of_every_state():
    states = [entry["state"] for entry in read("practices")]
    assert (len(states), states.count("review"), states.count("recheck")) == (12, 1, 1)
    assert sorted(bool(entry.get("done")) for entry in read("purchases")) == [False, True]


def test_speakers_cannot_be_reached():
    for entry in read("speakers"):
        assert not entry["email"] or entry["email"].endswith(".example")


@pytest.mark.parametrize(
    ("flaw", "condition", "signature"),
    [
        ("", "readable", "unknown"), ("encrypted", "encrypted", "unknown"), ("cut", "unreadable", "unknown"),
        ("unsigned", "readable", "missing"),
    ],
)  # fmt: skip
def test_invented_papers_are_what_they_are_meant_to_be(flaw, condition, signature):
    found = examine(io.BytesIO(invented_pdf("Relevé (d’été)", ["Béthune"], flaw=flaw)))
    assert (found.condition, found.signature) == (condition, signature)


def test_every_picture_of_a_means_is_drawn_and_said():
    shown = [entry for entry in read("resources") if "picture" in entry]
    assert {entry["picture"] for entry in shown} == set(SCENES)
    assert len(shown) >= 10
    for entry in shown:
        assert entry["seen"].startswith("Dessin : ")
        image = Image.open(io.BytesIO(picture(entry["picture"])))
        assert image.size == (768, 512)
        assert len(image.convert("RGB").getcolors(1 << 20)) > 20
    assert len({picture(name) for name in SCENES}) == len(SCENES)
