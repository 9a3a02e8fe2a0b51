"""The plan on its page: tasks, work packages, decisions, meetings."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions
from essaim.dossiers.models import PlanTask, TeamDecision
from essaim.mail.models import Message
from essaim.meetings.models import Attendance, Meeting

from .factories import a_member, in_days, make_dossier, part_of, user_of

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


def test_the_plan_is_counted_back_and_followed(dossier, velos, brouette):
    client = as_user(brouette)
    assert dossier.tasks.count() == 4
    task = dossier.tasks.get(days_before=3)
    assert task.due_on == timezone.localdate(dossier.deadline) - timedelta(days=3)
    actions.update_dossier(dossier=dossier, actor=None, deadline=in_days(60))
    task.refresh_from_db()
    assert task.due_on == timezone.localdate(in_days(57))
    client.post(url("mark_task", dossier, task.pk), {"fait": "1"})
    assert "1 tâche faite" in client.get(url("plan", dossier)).content.decode()
    late = actions.set_task(
        dossier=dossier, actor=None, title="Appeler la mairie", due_on=timezone.localdate() - timedelta(days=2),
        owner=part_of(dossier, brouette),
    )  # fmt: skip
    assert "En retard" in client.get(url("plan", dossier)).content.decode()
    for _again in range(2):
        actions.every_day(timezone.localdate())
    assert Message.objects.get(kind="dossiers.late").to == "odile@example.org"
    day = client.get(reverse("day:index", args=["ici"])).content.decode()
    assert "Appeler la mairie" in day
    client.post(url("edit_task", dossier, late.pk), {"title": "Appeler la maire", "owner": "", "due_on": ""})
    assert PlanTask.objects.get(pk=late.pk).title == "Appeler la maire"
    client.post(url("remove_task", dossier, late.pk))
    assert not PlanTask.objects.filter(pk=late.pk).exists()


def test_packages_and_decisions(dossier, velos):
    client = as_user(velos)
    assert client.post(url("add_package", dossier), {"title": "Cuisine", "owner": ""}).status_code == 302
    again_same = client.post(url("add_package", dossier), {"title": "Cuisine", "about": "Le four"})
    assert "porte déjà ce nom" in again_same.content.decode()
    assert "Le four" in again_same.content.decode()
    package = dossier.packages.get()
    client.post(url("add_task", dossier), {"title": "Mesurer", "package": package.pk, "due_on": "2027-01-15"})
    assert PlanTask.objects.get(title="Mesurer").package == package
    client.post(url("remove_package", dossier, package.pk))
    assert PlanTask.objects.get(title="Mesurer").package is None
    client.post(url("decide", dossier), {"words": "On loue", "why": "Moins cher"})
    assert TeamDecision.objects.get().author == user_of(velos)
    assert client.post(url("decide", dossier), {"words": " "}).status_code == 200


def test_the_team_meets(dossier, velos, brouette):
    outside(dossier)
    partner = part_of(dossier, dossier.partners.last().organization)
    actions.accept(partner=partner, actor=None)
    client = as_user(velos)
    moment = in_days(5).replace(second=0, microsecond=0)
    data = {"starts_at": timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M"), "place": "Chez les Vélos"}
    assert client.post(url("meet", dossier), data).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.starts_at == moment
    assert sorted(Attendance.objects.values_list("email", flat=True)) == [
        "claire@fournil.example", "karim@example.org", "odile@example.org"
    ]  # fmt: skip
    assert "Chez les Vélos" in client.get(url("plan", dossier)).content.decode()
    past = client.post(url("meet", dossier), data | {"starts_at": "2020-01-01T10:00"}).content.decode()
    assert "Chez les Vélos" in past
    assert Meeting.objects.count() == 1
