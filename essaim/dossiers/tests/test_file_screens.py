"""The file on its pages; who comes by a link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions
from essaim.dossiers.enums import SectionState
from essaim.dossiers.links import link_token, link_url
from essaim.dossiers.models import AccessLink, PlanTask, Section, TeamDecision
from essaim.mail.models import Message
from essaim.writing.models import Revision, Text
from tests.helpers.queries import assert_same_queries

from .factories import a_member, again, make_dossier, part_of, send, share_out, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")


@pytest.fixture
def dossier(club, velos, brouette):
    return make_dossier(club, velos, brouette, template="letter_of_intent")


def url(page, dossier, *more):
    return reverse(f"dossiers:{page}", args=[dossier.club.slug, dossier.pk, *more])


def as_user(organization):
    client = Client()
    client.force_login(user_of(organization))
    return client


def outside(dossier):
    """Claire, of a bakery that no directory knows, with her link; the browser has not entered yet."""
    partner = actions.invite_outside(
        dossier=dossier, name="Le Fournil", email="claire@fournil.example", contact_name="Claire Lefort", actor=None
    )
    return partner, partner.links.get(), Client()


def enter(client, link):
    return client.post(reverse("dossiers:link", args=[link.dossier.club.slug, link_token(link)]))


def test_writing_a_part(dossier, velos, brouette):
    client, section = as_user(brouette), dossier.sections.first()
    assert "Qui nous sommes" in client.get(url("file", dossier)).content.decode()
    page = client.get(url("section", dossier, section.pk)).content.decode()
    save = reverse("writing:save", args=["ici", section.text_id])
    assert save in page
    client.post(save, {"base": "1", "content": "Nous sommes six.", "next": url("section", dossier, section.pk)})
    assert Text.objects.get(pk=section.text_id).content == "Nous sommes six."
    seen = as_user(velos).get(url("section", dossier, section.pk)).content.decode()
    assert "Odile Fruchart est ici aussi" not in seen  # she saved by the button, and said nothing
    client.post(url("here", dossier, section.pk))
    seen = as_user(velos).get(url("section", dossier, section.pk)).content.decode()
    assert "Odile Fruchart est ici aussi" in seen


def test_a_part_its_limit_and_its_owner(dossier, velos, brouette):
    section = dossier.sections.first()
    client, other = as_user(velos), as_user(brouette)
    answer = client.post(
        url("section_edit", dossier, section.pk),
        {"title": "Qui nous sommes", "most_characters": "10", "owner": part_of(dossier, velos).pk},
    )  # fmt: skip
    assert answer.status_code == 302
    client.post(reverse("writing:save", args=["ici", section.text_id]), {"base": "1", "content": "Beaucoup trop long."})
    assert "caractères de trop" in client.get(url("file", dossier)).content.decode()
    client.post(url("section_turn", dossier, section.pk), {"verbe": "finish"})
    section.refresh_from_db()
    assert section.state == SectionState.TO_WRITE
    # Not of their structure, nor theirs to lead.
    assert other.post(url("section_turn", dossier, section.pk), {"verbe": "finish"}).status_code == 404
    assert other.get(url("section_edit", dossier, section.pk)).status_code == 404
    client.post(url("section_edit", dossier, section.pk), {"title": "Qui", "most_characters": "100"})
    client.post(url("section_turn", dossier, section.pk), {"verbe": "finish"})
    section.refresh_from_db()
    assert section.state == SectionState.DONE
    # Finished, it takes no more words.
    refused = client.post(reverse("writing:save", args=["ici", section.text_id]), {"base": "2", "content": "Encore."})
    assert refused.status_code == 404
    client.post(url("section_remove", dossier, section.pk))
    assert Section.objects.filter(pk=section.pk).exists()  # it has words


def test_parts_move_and_come_from_outlines(dossier, velos):
    client = as_user(velos)
    first, second = dossier.sections.all()[:2]
    client.post(url("section_move", dossier, second.pk), {"haut": "1"})
    assert list(dossier.sections.values_list("pk", flat=True)[:2]) == [second.pk, first.pk]
    client.post(url("section_remove", dossier, first.pk))
    client.post(url("outline", dossier), {"modele": "free"})
    assert dossier.sections.count() == 3 + 3
    client.post(url("outline", dossier), {"modele": "free"})
    client.post(url("outline", dossier), {"modele": "nothing"})
    assert dossier.sections.count() == 3 + 3
    assert client.post(url("section_add", dossier), {"title": "Annexe"}).status_code == 302
    assert dossier.sections.last().title == "Annexe"


def test_a_get_of_the_link_enters_nothing(dossier):
    _partner, link, client = outside(dossier)
    address = reverse("dossiers:link", args=["ici", link_token(link)])
    assert "Claire Lefort" in client.get(address).content.decode()
    assert client.get(url("detail", dossier)).status_code == 302  # to sign in
    assert AccessLink.objects.get().seen_at is None
    assert enter(client, link).status_code == 302
    assert client.get(url("detail", dossier)).status_code == 200
    assert AccessLink.objects.get().seen_at is not None


def test_outside_partner_reads_writes_confirms(dossier, velos, brouette):
    partner, link, client = outside(dossier)
    enter(client, link)
    assert "Nous en sommes" in client.get(url("detail", dossier)).content.decode()
    client.post(url("answer", dossier, partner.pk), {"oui": "1"})
    own, other = dossier.sections.all()[:2]
    actions.edit_section(section=own, actor=None, owner=partner)
    save = reverse("writing:save", args=["ici", own.text_id])
    assert save in client.get(url("section", dossier, own.pk)).content.decode()
    assert client.post(save, {"base": "1", "content": "Notre pain."}).status_code == 302
    revision = Revision.objects.get(text=own.text_id, number=2)
    assert (revision.author, revision.by) == (None, "Claire Lefort (Le Fournil)")
    # Of another's part they propose and say; they do not write it.
    theirs = reverse("writing:save", args=["ici", other.text_id])
    assert client.post(theirs, {"base": "1", "content": "X"}).status_code == 404
    remark = reverse("writing:comment", args=["ici", other.text_id])
    assert client.post(remark, {"words": "Et le four ?"}).status_code == 302
    assert "Claire Lefort (Le Fournil)" in as_user(velos).get(url("section", dossier, other.pk)).content.decode()
    proposed = client.post(
        reverse("writing:propose", args=["ici", other.text_id]), {"base": "1", "content": "Autrement."}
    )
    assert proposed.status_code == 302
    assert "Claire Lefort" in as_user(velos).get(reverse("writing:history", args=["ici", own.text_id])).content.decode()
    actions.compose(dossier=share_out(dossier), actor=None)
    number = again(dossier).composition_number
    client.post(url("confirm", dossier, partner.pk), {"version": number})
    assert part_of(dossier, partner.organization).confirmations.get().by == "Claire Lefort (Le Fournil)"
    # What is the lead's stays the lead's; the club's pages stay closed.
    for page in ("shares", "edit", "invite", "readers", "needs"):
        assert client.get(url(page, dossier)).status_code in (302, 404)
    assert client.get(reverse("dossiers:index", args=["ici"])).status_code == 302
    client.post(url("close_door", dossier))
    assert client.get(url("detail", dossier)).status_code == 302


def test_a_link_is_nobody_else_s(dossier, velos):
    partner, link, client = outside(dossier)
    token = link_token(link)
    second = actions.make_reader_link(dossier=dossier, actor=None, name="La Région", until=timezone.localdate())
    bent = token.split(".")[0] + "." + link_token(second).split(".")[1]
    for wrong in (bent, token[:-2] + "AA", "zzz", "0.x", "é"):
        assert client.get(reverse("dossiers:link", args=["ici", wrong])).status_code == 410
    make_club("la-bas")
    assert client.get(reverse("dossiers:link", args=["la-bas", token])).status_code == 404
    # One's link opens one's dossier, no other.
    enter(client, link)
    other = make_dossier(dossier.club, velos, title="Un autre")
    assert client.get(url("detail", other)).status_code == 404
    # A new address: the former link is closed, in the session too.
    actions.set_contact(partner=partner, actor=None, contact_name="Paul", email="paul@fournil.example")
    assert client.get(url("detail", dossier)).status_code == 404
    assert client.get(reverse("dossiers:link", args=["ici", token])).status_code == 410
    assert Message.objects.filter(kind="dossiers.own_link").get().to == "paul@fournil.example"


def test_the_funder_reads_until_the_link_is_withdrawn(dossier, velos):
    lead, client = as_user(velos), Client()
    until = timezone.localdate() + timedelta(days=30)
    answer = lead.post(url("readers", dossier), {"name": "La Région", "email": "", "until": until.isoformat()})
    assert answer.status_code == 302
    link = AccessLink.objects.get()
    assert link_url(link) in lead.get(url("readers", dossier)).content.decode()
    section = dossier.sections.first()
    actions.decide(dossier=dossier, words="On loue le four", actor=None)
    enter(client, link)
    for page in ("detail", "team", "file", "plan"):
        assert client.get(url(page, dossier)).status_code == 200
    assert "On loue le four" not in client.get(url("plan", dossier)).content.decode()
    assert "odile@example.org" not in client.get(url("team", dossier)).content.decode()
    for page, more in (("section", [section.pk]), ("versions", []), ("readers", []), ("add_task", [])):
        assert client.get(url(page, dossier, *more)).status_code in (302, 404)
    assert client.get(reverse("writing:detail", args=["ici", section.text_id])).status_code == 404
    assert client.post(reverse("writing:save", args=["ici", section.text_id]), {"content": "X"}).status_code == 404
    lead.post(url("withdraw_link", dossier, link.pk))
    assert client.get(url("detail", dossier)).status_code == 404
    past = lead.post(url("readers", dossier), {"name": "Trop tard", "until": "2020-01-01"}).content.decode()
    assert "un an au plus" in past
    assert "Trop tard" in past


def test_an_old_link_serves_no_more(dossier):
    _partner, link, client = outside(dossier)
    AccessLink.objects.update(until=timezone.localdate() - timedelta(days=1))
    answer = client.get(reverse("dossiers:link", args=["ici", link_token(link)]))
    assert answer.status_code == 410
    assert "passé sa date" in answer.content.decode()


def test_sent_it_is_read_and_no_more_written(dossier, velos, brouette):
    dossier = send(dossier)
    client, section = as_user(velos), dossier.sections.first()
    assert client.get(url("section", dossier, section.pk)).status_code == 200
    saved = client.post(reverse("writing:save", args=["ici", section.text_id]), {"base": "1", "content": "Encore."})
    assert saved.status_code == 404
    client.post(url("add_task", dossier), {"title": "Après"})
    assert not PlanTask.objects.filter(title="Après").exists()
    # Decisions go on: what follows is decided too.
    client.post(url("decide", dossier), {"words": "On attend la réponse"})
    assert TeamDecision.objects.count() == 1


def test_the_file_and_the_plan_cost_the_same_for_one_and_thirty(club, velos):
    dossier = make_dossier(club, velos, days=None)
    client = as_user(velos)

    def write(count):
        for number in range(count):
            actions.add_section(dossier=dossier, actor=None, title=f"Partie {number}", owner=part_of(dossier, velos))

    def plan(count):
        for number in range(count):
            actions.set_task(dossier=dossier, actor=None, title=f"Tâche {number}", owner=part_of(dossier, velos))

    assert assert_same_queries(client, url("file", dossier), write) == 12
    assert assert_same_queries(client, url("plan", dossier), plan) == 13
