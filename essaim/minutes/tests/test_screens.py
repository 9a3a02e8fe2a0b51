"""The pages: who writes when, what is carried, the documents."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.meetings.models import Theme
from essaim.minutes import actions, document, queries
from essaim.minutes.forms import ActionForm
from essaim.minutes.models import ActionItem, Decision, Minutes
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.writing.actions import write
from tests.helpers.queries import assert_same_queries

from .factories import make_held, make_minutes, make_present

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def member(club, client):
    user = make_user("karim@example.org", name="Karim Delobelle")
    make_representation(make_member(club, make_organization("La Lampe")), user)
    client.force_login(user)
    return user


@pytest.fixture
def organiser(club):
    return make_organiser(club)


def url(name, *arguments):
    return reverse(f"minutes:{name}", args=["ici", *arguments])


def test_an_organiser_begins_and_every_member_writes(client, club, member, organiser):
    meeting = make_held(club)
    assert "n’est pas commencé" in client.get(url("detail", meeting.pk)).content.decode()
    assert client.post(url("start", meeting.pk)).status_code == 404
    client.force_login(organiser)
    client.post(url("start", meeting.pk))
    client.force_login(member)
    page = client.get(url("detail", meeting.pk)).content.decode()
    assert page.count("data-writing=") == 2
    section = Minutes.objects.get().sections.first()
    client.post(
        reverse("writing:save", args=["ici", section.text_id]), {"base": 1, "content": "Nous étions **douze**."}
    )
    assert "<strong>douze</strong>" in client.get(url("detail", meeting.pk) + "?lire").content.decode()
    assert client.post(url("publish", meeting.pk)).status_code == 404


def test_once_published_members_read_and_organisers_correct(client, club, member, organiser):
    minutes = make_minutes(club)
    write(text=minutes.sections.first().text, base=1, content="Oui.", actor=organiser)
    actions.publish_minutes(minutes=minutes, actor=organiser)
    detail, save = (
        url("detail", minutes.meeting_id),
        reverse("writing:save", args=["ici", minutes.sections.first().text_id]),
    )
    assert "data-writing=" not in client.get(detail + "?ecrire").content.decode()
    assert client.post(save, {"base": 2, "content": "Non."}).status_code == 404
    assert client.post(url("decide", minutes.meeting_id), {"sentence": "x"}).status_code == 404
    client.force_login(organiser)
    assert "data-writing=" in client.get(detail + "?ecrire").content.decode()
    client.post(save, {"base": 2, "content": "Oui, vraiment."})
    assert "Oui, vraiment." in client.get(detail).content.decode()


def test_decisions_and_actions_are_noted_while_writing(client, club, member):
    minutes = make_minutes(club)
    section = minutes.sections.last()
    pk = minutes.meeting_id
    client.post(url("decide", pk), {"sentence": "On achète.", "method": "vote", "precision": "", "section": section.pk})
    assert (Decision.objects.get().section, Decision.objects.get().method) == (section, "vote")
    client.post(url("add_action", pk), {"what": "Écrire", "who": "la lampe", "due_on": "", "section": ""})
    assert ActionItem.objects.get().organization.name == "La Lampe"
    page = client.post(url("add_action", pk), {"what": "Appeler le maire", "who": "", "section": ""})
    assert page.status_code == 409
    assert "Appeler le maire" in page.content.decode()
    page = client.post(url("decide", pk), {"sentence": "x" * 501, "method": "vote"})
    assert page.status_code == 409
    client.post(url("edit_decision", pk, Decision.objects.get().pk), {"sentence": "On loue.", "method": "consent"})
    assert Decision.objects.get().sentence == "On loue."


def test_who_is_found_by_name_then_by_organization(club):
    minutes = make_minutes(club)
    nadia = make_user("nadia@example.org", name="Nadia Bénali")
    lampe = make_organization("La Lampe")

    def owner(who):
        form = ActionForm({"what": "x", "who": who}, minutes=minutes, people=[nadia], organizations=[lampe])
        assert form.is_valid()
        return form.owner()

    assert owner("nadia benali") == {"owner": nadia}
    assert owner("NADIA@example.org") == {"owner": nadia}
    assert owner("la lampe") == {"organization": lampe}
    assert owner("Le maire") == {"owner_name": "Le maire"}


def test_ones_own_action_is_settled_from_ones_day(client, club, member, organiser):
    minutes = make_minutes(club)
    mine = actions.add_action(minutes=minutes, what="Prêter la salle", owner=member, actor=organiser)
    theirs = actions.add_action(minutes=minutes, what="Écrire au maire", owner=organiser, actor=organiser)
    write(text=minutes.sections.first().text, base=1, content="Oui.", actor=organiser)
    actions.publish_minutes(minutes=minutes, actor=organiser)
    day = reverse("day:index", args=["ici"])
    page = client.get(day).content.decode()
    assert "Prêter la salle" in page
    assert "Écrire au maire" not in page
    assert client.post(url("settle", theirs.pk), {"verb": "finish"}).status_code == 404
    assert client.post(url("settle", mine.pk), {"verb": "finish", "next": day}).url == day
    assert "merci" in client.get(day).content.decode()
    assert "Prêter la salle" not in client.get(day).content.decode()
    assert client.post(url("settle", mine.pk), {"verb": "burn"}).status_code == 404
    elsewhere = client.post(url("settle", mine.pk), {"verb": "reopen", "next": "https://ailleurs.example/"})
    assert elsewhere.url == url("actions")


def test_what_was_promised_heads_the_next_minutes(client, club, member, organiser):
    first = make_minutes(club, days_ago=60)
    actions.add_action(minutes=first, what="Prêter la salle", owner=member, actor=organiser)
    actions.start_minutes(meeting=make_held(club, days_ago=30), actor=organiser)
    following = make_held(club, days_ago=1)
    assert "Prêter la salle" in client.get(url("detail", following.pk)).content.decode()


def test_minutes_of_another_club_are_not_there(client, club, member):
    elsewhere = make_minutes(make_club("ailleurs"))
    assert client.get(url("detail", elsewhere.meeting_id)).status_code == 404
    assert client.get(reverse("minutes:detail", args=["ailleurs", elsewhere.meeting_id])).status_code == 404


def test_documents_of_one_and_of_a_series(client, club, member, organiser):
    theme = Theme.objects.create(club=club, title="Recruter")
    for days, chosen in ((60, theme), (2, None)):
        minutes = make_minutes(club, days_ago=days, theme=chosen)
        text = minutes.sections.first().text
        write(
            text=text, base=1, content="# Titre\n\n- un *mot*\n- **deux**\n\n#typst $x$ \U0001f41d <b>", actor=organiser
        )
        make_present(minutes.meeting, "Karim", user=member)
        actions.add_decision(minutes=minutes, sentence="Oui.", actor=organiser)
        actions.add_action(minutes=minutes, what="Écrire", owner=member, actor=organiser)
        actions.publish_minutes(minutes=minutes, actor=organiser)
    assert client.get(url("pdf", minutes.meeting_id)).content.startswith(b"%PDF-")
    assert client.get(url("index") + "?format=pdf").content.startswith(b"%PDF-")
    page = client.get(url("index") + f"?theme={theme.pk}").content.decode()
    assert page.count("card-link") == 1
    assert client.get(url("index") + "?theme=99&format=pdf").status_code == 404
    assert client.get(url("index") + "?theme=abc").status_code == 404
    none = make_held(club)
    assert client.get(url("pdf", none.pk)).status_code == 404


def test_markdown_is_laid_as_runs():
    found = document.blocks("Un **mot**.\n\n- a\n  - b\n\n## Titre")
    assert [(one["kind"], one["depth"]) for one in found] == [
        ("paragraph", 0), ("item", 1), ("item", 2), ("heading", 0)
    ]  # fmt: skip
    assert [(run["text"], run["strong"]) for run in found[0]["runs"]] == [("Un ", False), ("mot", True), (".", False)]


def test_lists_cost_the_same_for_one_row_and_for_thirty(client, club, member, organiser):
    def more(count):
        for _rank in range(count):
            minutes = make_minutes(club)
            actions.add_decision(minutes=minutes, sentence="Oui.", actor=organiser)
            actions.add_action(minutes=minutes, what="Écrire", owner=member, actor=organiser)
            done = actions.add_action(minutes=minutes, what="Fait", owner=member, actor=organiser)
            actions.finish(item=done, actor=organiser)
            actions.publish_minutes(minutes=minutes, actor=organiser)

    for name in ("index", "decisions", "actions"):
        assert assert_same_queries(client, url(name), more, rows=12) < 20
    assert queries.years_of(club)


def test_minutes_cost_the_same_for_one_section_and_for_thirty(client, club, member, organiser):
    minutes = make_minutes(club)

    def more(count):
        for rank in range(count):
            section = actions.add_section(minutes=minutes, title=f"Partie {rank}", actor=organiser)
            actions.add_decision(minutes=minutes, sentence="Oui.", section=section, actor=organiser)
            actions.add_action(minutes=minutes, what="Écrire", owner=member, section=section, actor=organiser)

    assert assert_same_queries(client, url("detail", minutes.meeting_id), more) < 30


def test_a_theme_tells_its_minutes_and_the_list_what_meetings_left(client, club, member, organiser):
    theme = Theme.objects.create(club=club, title="Recruter")
    minutes = make_minutes(club, days_ago=60, theme=theme)
    actions.add_decision(minutes=minutes, sentence="On partage un poste.", actor=organiser)
    actions.add_action(minutes=minutes, what="Écrire l'annonce", owner_name="Ana", actor=organiser)
    there = reverse("themes:detail", args=[club.slug, theme.pk])
    assert "Les comptes rendus" not in client.get(there).text
    actions.publish_minutes(minutes=minutes, actor=organiser)
    page = client.get(there).text
    assert reverse("minutes:detail", args=[club.slug, minutes.meeting_id]) in page
    assert "1 action en cours" in page
    assert "compte rendu · 1 décision" in client.get(reverse("meetings:index", args=[club.slug])).text.replace(
        "\u00a0", " "
    )
