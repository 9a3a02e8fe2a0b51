"""Eight people write one text at the same moment, on SQLite as on PostgreSQL: no character is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_user
from essaim.writing import actions
from essaim.writing.models import Revision, Text

from .factories import make_text

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = 12


def test_eight_writers_lose_nothing():
    text = make_text(make_club(), "".join(f"# Partie {who}\n\n" for who in range(8)) + "# Ensemble\n\n")
    people = [make_user(name=f"Personne {who}") for who in range(8)]

    def one(who: int) -> list[str]:
        """Type as the script does: what others wrote comes with each answer, and one goes on from there."""
        mine: list[str] = []
        try:
            opened = Text.objects.get(pk=text.pk)
            number, typed = opened.number, opened.content
            for rank in range(WORDS):
                word = f"p{who}m{rank}"
                mine.append(word)
                # In one's own part, then in the one that everybody writes.
                place = f"# Partie {who}\n" if rank % 2 else "# Ensemble\n"
                typed = typed.replace(place, f"{place}{word} ", 1)
                saved = actions.save(text=text, base=number, content=typed, actor=people[who], key=f"{who}-{rank}")
                number, typed = saved.text.number, saved.text.content
            return mine
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        words = [word for mine in pool.map(one, range(8)) for word in mine]
    text.refresh_from_db()
    found = [word for word in text.content.split() if word.startswith("p") and "m" in word]
    assert sorted(found) == sorted(words)
    assert text.content.count("# ") == 9
    numbers = list(Revision.objects.filter(text=text).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(words) + 2))


def test_one_sending_repeated_eight_times_at_once():
    text, user = make_text(make_club(), "Un.\n"), make_user()

    def one(_number: int) -> int:
        try:
            return actions.write(text=text, base=1, content="Un. Deux.\n", actor=user, key="la-meme").number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(one, range(8))) == {2}
    text.refresh_from_db()
    assert text.content == "Un. Deux.\n"


def test_a_proposal_settled_by_two_people_at_once_has_one_answer():
    text = make_text(make_club(), "Un.\n")
    proposal = actions.propose(text=text, base=1, content="Un. Deux.\n", actor=make_user())
    people = [make_user() for _number in range(4)]

    def one(rank: int) -> str:
        try:
            act = actions.accept if rank % 2 else actions.decline
            act(proposal=proposal, actor=people[rank])
            return "done"
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == ["done", "settled", "settled", "settled"]
