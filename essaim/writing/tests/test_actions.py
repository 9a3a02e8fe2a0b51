"""Writing, discussing, proposing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import forget_person, personal_data
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_user
from essaim.writing import actions, queries
from essaim.writing.models import Presence, Revision

from .factories import make_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_user(name="Nadia Benali"), make_user(name="Karim Delobelle")


@pytest.fixture
def text():
    return make_text(make_club(), "Le club agit.\n", title="Article 1")


def test_two_people_from_the_same_version(text, people):
    nadia, karim = people
    actions.write(text=text, base=1, content="Le club agit.\nIl partage.\n", actor=nadia)
    revision = actions.write(text=text, base=1, content="Le club agit ensemble.\n", actor=karim)
    assert revision.content == "Le club agit ensemble.\nIl partage.\n"
    assert revision.typed == "Le club agit ensemble.\n"
    assert revision.number == 3


def test_the_same_sending_twice_is_one_revision(text, people):
    first = actions.write(text=text, base=1, content="Le club agit. Oui.\n", actor=people[0], key="k")
    actions.write(text=text, base=2, content="Le club agit. Oui. Bien.\n", actor=people[0])
    assert actions.write(text=text, base=1, content="Le club agit. Oui.\n", actor=people[0], key="k") == first
    text.refresh_from_db()
    assert text.content == "Le club agit. Oui. Bien.\n"


def test_typing_on_while_the_answer_comes(text, people):
    """The base is what one had sent, so that what others wrote meanwhile does not look like what one took away."""
    nadia, karim = people
    actions.write(text=text, base=1, content="Le club agit.\nDe Karim.\n", actor=karim)
    first = actions.write(text=text, base=1, content="Le club agit.\nDe Na", actor=nadia)
    saved = actions.save(text=text, base=first.number, from_typed=True, content="Le club agit.\nDe Nadia.", actor=nadia)
    assert "De Karim." in saved.text.content
    assert "De Nadia." in saved.text.content
    assert saved.text.content.count("Na") == 1


def test_nothing_new_makes_no_revision(text, people):
    actions.write(text=text, base=1, content="Le club agit.\r\n", actor=people[0])
    assert Revision.objects.filter(text=text).count() == 1
    assert actions.save(text=text, base=1, content=None, actor=people[0]).revision is None


def test_too_long_is_refused(text, people):
    with pytest.raises(Refusal) as refusal:
        actions.write(text=text, base=1, content="a" * (actions.MOST_CHARACTERS + 1), actor=people[0])
    assert (refusal.value.code, refusal.value.field) == ("too_long", "content")


def test_history_tells_a_sitting_as_one(text, people):
    nadia, karim = people
    for number in range(1, 4):
        text.refresh_from_db()
        actions.write(text=text, base=number, content=text.content + "x", actor=nadia)
    actions.write(text=text, base=4, content=text.content + "xy", actor=karim)
    rows = queries.sittings_of(text)
    assert [(row.author, row.number, row.before) for row in rows] == [(karim, 5, 4), (nadia, 4, 1), (None, 1, 0)]
    assert Entry.objects.filter(verb="writing.write").count() == 2


def test_restore_adds_a_version(text, people):
    actions.write(text=text, base=1, content="Autre chose.\n", actor=people[0])
    revision = actions.restore(text=text, number=1, actor=people[1])
    assert (revision.number, revision.content) == (3, "Le club agit.\n")
    with pytest.raises(Refusal, match="déjà celui-là"):
        actions.restore(text=text, number=1, actor=people[1])
    with pytest.raises(Refusal) as refusal:
        actions.restore(text=text, number=99, actor=people[1])
    assert refusal.value.code == "no_version"


def test_old_sittings_are_thinned_out_but_stay_readable(text, people):
    nadia, karim = people
    for number, who in enumerate([nadia, nadia, nadia, karim], start=1):
        text.refresh_from_db()
        actions.write(text=text, base=number, content=text.content + "x", actor=who)
    Revision.objects.filter(number__lt=5).update(created_at=timezone.now() - timedelta(days=40))
    actions.thin_out(timezone.localdate())
    actions.thin_out(timezone.localdate())
    assert list(Revision.objects.order_by("number").values_list("number", flat=True)) == [1, 4, 5]


def test_a_remark_follows_its_passage(text, people):
    remark = actions.comment(text=text, words="Avec qui ?", quote="club  agit", actor=people[0])
    assert text.content[remark.start : remark.end] == "club agit"
    actions.write(text=text, base=1, content="Ici, notre jeune club agit.\n", actor=people[1])
    remark.refresh_from_db()
    text.refresh_from_db()
    assert text.content[remark.start : remark.end] == "club agit"
    actions.write(text=text, base=2, content="Autre chose.\n", actor=people[1])
    remark.refresh_from_db()
    assert (remark.start, remark.end) == (None, None)


@pytest.mark.parametrize(
    ("words", "quote", "code"),
    [("  ", "", "empty"), ("Oui", "pas dans le texte", "no_passage"), ("Oui", "**", "no_passage")],
)
def test_remarks_that_cannot_be(text, people, words, quote, code):
    with pytest.raises(Refusal) as refusal:
        actions.comment(text=text, words=words, quote=quote, actor=people[0])
    assert refusal.value.code == code


def test_a_passage_read_without_markdown_is_found(people):
    text = make_text(make_club(), "Le **club** agit\n- avec l’école")
    assert actions.comment(text=text, words="!", quote="club agit avec l'école", actor=people[0]).start == 5


def test_answers_stay_under_the_first_remark(text, people):
    first = actions.comment(text=text, words="Un", actor=people[0])
    second = actions.comment(text=text, words="Deux", actor=people[1], answers=first)
    third = actions.comment(text=text, words="Trois", actor=people[0], answers=second)
    assert (second.answers, third.answers) == (first, first)
    actions.resolve(comment=first, actor=people[1])
    assert queries.open_remark_count(text) == 0
    actions.reopen(comment=first, actor=people[0])
    assert [one.words for one in queries.remarks_on(text)[0].said] == ["Deux", "Trois"]


def test_a_proposal_is_merged_with_what_came_since(text, people):
    nadia, karim = people
    proposal = actions.propose(text=text, base=1, content="Le club agit ensemble.\n", actor=karim, why="C'est mieux.")
    actions.write(text=text, base=1, content="Notre club agit.\n", actor=nadia)
    revision = actions.accept(proposal=proposal, actor=nadia, answer="Merci.")
    assert revision.content == "Notre club agit ensemble.\n"
    assert revision.author == karim
    message = Message.objects.get()
    assert message.to == karim.email
    assert "Merci." in message.text
    with pytest.raises(Refusal) as refusal:
        actions.decline(proposal=proposal, actor=nadia)
    assert refusal.value.code == "settled"


def test_a_proposal_declined_or_withdrawn(text, people):
    nadia, karim = people
    declined = actions.propose(text=text, base=1, content="Non.\n", actor=karim)
    actions.decline(proposal=declined, actor=nadia, answer="Trop court.")
    withdrawn = actions.propose(text=text, base=1, content="Peut-être.\n", actor=karim)
    actions.withdraw(proposal=withdrawn, actor=karim)
    text.refresh_from_db()
    assert text.number == 1
    assert "Trop court." in Message.objects.get().text
    with pytest.raises(Refusal) as refusal:
        actions.propose(text=text, base=1, content="Le club agit.", actor=karim)
    assert refusal.value.code == "same"


def test_what_is_kept_of_a_person_and_forgotten(text, people):
    nadia, _karim = people
    actions.write(text=text, base=1, content="Le club agit. De Nadia.\n", actor=nadia)
    actions.comment(text=text, words="Je relis.", actor=nadia)
    actions.be_here(text=text, user=nadia)
    kept = personal_data["writing"](nadia)
    assert kept["versions"][0]["number"] == 2
    assert kept["remarks"][0]["words"] == "Je relis."
    forget_person["writing"](nadia)
    assert not Presence.objects.exists()
    assert Revision.objects.get(number=2).author is None
    assert queries.remarks_on(text)[0].author is None
