"""The screens of meetings: list, page, editing, agenda, attendance, « Ma journée »."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_municipality, make_organization, make_representation

from .. import actions, queries
from ..enums import Answer, AttendeeKind, MeetingState, Seat
from ..forms.fields import HourField, instant
from ..models import AgendaItem, Meeting
from .factories import address, make_attendance, make_meeting, member_of

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def club() -> Club:
    return make_club("ici", email="bonjour@demo.example")


@pytest.fixture
def organiser(club, client):
    user = make_organiser(club)
    client.force_login(user)
    return user


TYPED = {"title": "Recruter", "day": "2027-10-24", "starts": "14h30", "ends": "17 h", "room": "Salle basse"}


class TestTyping:
    @pytest.mark.parametrize(
        ("text", "hour"),
        [("14:30", time(14, 30)), ("14h30", time(14, 30)), ("9 h", time(9)), ("9.15", time(9, 15)), ("", None),
         ("08:05:00", time(8, 5))],
    )  # fmt: skip
    def test_hours_as_people_write_them(self, text, hour):
        assert HourField(required=False).clean(text) == hour

    @pytest.mark.parametrize("text", ["25h", "14h75", "midi", "14h30h", "-3"])
    def test_what_is_no_hour_is_told(self, text):
        with pytest.raises(ValidationError):
            HourField().clean(text)

    def test_the_hour_that_does_not_exist_in_march(self):
        with pytest.raises(ValidationError, match="existe pas"):
            instant(date(2026, 3, 29), time(2, 30))
        assert instant(date(2026, 3, 29), time(3)) == datetime(2026, 3, 29, 1, tzinfo=ZoneInfo("UTC"))

    def test_the_hour_that_comes_twice_in_october_is_the_first(self):
        assert instant(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=ZoneInfo("UTC"))

    def test_a_meeting_is_made_and_nobody_is_told(self, club, organiser, client):
        response = client.post(address("new", club), TYPED)
        meeting = Meeting.objects.get()
        assert response.url == meeting.get_absolute_url()
        assert meeting.starts_at == datetime(2027, 10, 24, 14, 30, tzinfo=PARIS)
        assert meeting.ends_at == datetime(2027, 10, 24, 17, tzinfo=PARIS)
        assert meeting.state == MeetingState.PREPARING
        assert not Message.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "field", "words"),
        [
            ({"ends": "12h"}, "ends", "La fin vient après le début"),
            ({"day": "2020-01-01"}, "day", "Cette date est passée"),
            ({"capacity": "0"}, "capacity", ""),
            ({"capacity": "-3"}, "capacity", ""),
            ({"title": "   "}, "title", ""),
            ({"ends": ""}, "ends", "Donnez l’heure du début et celle de la fin"),
            ({"day": ""}, "day", "Donnez aussi le jour"),
            ({"day": "2027-03-28", "starts": "2h30"}, "starts", "pas"),
            ({"day": "31/02/2027"}, "day", ""),
            ({"municipality": "Nulleville"}, "municipality", "Nous ne trouvons pas la commune"),
        ],
    )
    def test_what_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(
        self, club, organiser, client, typed, field, words
    ):
        page = client.post(address("new", club), TYPED | typed)
        assert page.status_code == 200
        assert words in " ".join(page.context["form"].errors[field])
        assert "Salle basse" in page.text
        assert not Meeting.objects.exists()

    def test_a_commune_is_found_by_its_name(self, club, organiser, client):
        make_municipality("62119", "Béthune")
        client.post(address("new", club), TYPED | {"municipality": "bethune"})
        assert Meeting.objects.get().municipality.name == "Béthune"

    def test_changing_the_date_tells_those_invited_once(self, club, organiser, client):
        start = datetime(2027, 10, 24, 14, tzinfo=PARIS)
        meeting = make_meeting(club, starts_at=start, ends_at=start + timedelta(hours=2))
        actions.invite(meeting=meeting, actor=None, name="Ana", email="ana@demo.example")
        url = address("edit", club, meeting.pk)
        form = client.get(url).context["form"]
        typed = {name: form[name].value() or "" for name in form.fields if name != "public"}
        assert client.post(url, typed).status_code == 302
        assert Message.objects.count() == 1  # the same values: nothing changed
        client.post(url, typed | {"day": "2027-10-26"})
        assert Message.objects.filter(kind="meetings.changed").count() == 1
        assert "mardi 26\N{NO-BREAK SPACE}octobre 2027" in Message.objects.latest("pk").text


class TestWhoSeesWhat:
    def test_visitors_see_public_meetings_without_who_comes(self, club, client):
        hidden = make_meeting(club, title="Entre membres")
        shown = make_meeting(club, title="Portes ouvertes", public=True, room="Grande salle")
        make_attendance(shown, "Nadia Benali", needs="Fauteuil", organization=make_member(club))
        page = client.get(address("index", club)).text
        assert "Portes ouvertes" in page
        assert "Entre membres" not in page
        page = client.get(shown.get_absolute_url()).text
        assert "application/ld+json" in page
        assert "Nadia" not in page
        assert "Fauteuil" not in page
        assert client.get(hidden.get_absolute_url()).status_code == 302  # to sign in
        assert client.get(address("meeting_file", club, hidden.pk)).status_code == 404

    def test_a_public_meeting_in_preparation_stays_inside(self, club, client):
        meeting = make_meeting(club, public=True, state=MeetingState.PREPARING)
        assert client.get(meeting.get_absolute_url()).status_code == 302
        assert meeting.title not in client.get(address("index", club)).text

    def test_members_see_who_comes_but_neither_needs_nor_guests(self, club, client):
        meeting = make_meeting(club)
        nadia = make_attendance(meeting, "Nadia Benali", needs="Fauteuil roulant")
        make_attendance(meeting, "Zoé Legrand", kind=AttendeeKind.GUEST, brought_by=nadia)
        client.force_login(member_of(club))
        page = client.get(meeting.get_absolute_url()).text
        assert "Nadia Benali" in page
        assert "Fauteuil" not in page
        assert "Zoé" not in page
        assert "2 personnes" in page

    def test_another_club_finds_nothing(self, club, client):
        meeting = make_meeting(club)
        client.force_login(make_organiser(make_club("ailleurs")))
        for name in ("detail", "edit", "agenda", "attendances", "announce", "cancel", "export"):
            assert client.get(address(name, club, meeting.pk)).status_code == 404
        assert client.get(reverse("meetings:detail", args=["ailleurs", meeting.pk])).status_code == 404

    def test_the_organiser_reads_needs_and_another_page_cannot_be_asked_for(self, club, organiser, client):
        meeting = make_meeting(club)
        make_attendance(meeting, "Nadia Benali", needs="Fauteuil roulant")
        assert "Fauteuil roulant" in client.get(address("attendances", club, meeting.pk)).text


class TestAnnouncing:
    def test_representatives_and_substitutes_once_each(self, club, organiser, client):
        one = make_member(club)
        make_representation(one, name="Ana Silva", email="ana@demo.example")
        make_representation(one, name="Bob", email="bob@demo.example", kind="substitute")
        make_representation(one, name="Cleo", email="cleo@demo.example", kind="contributor")
        make_representation(make_member(club), name="Ana Silva", email="Ana@demo.example")
        make_representation(make_organization("Hors du club"), name="Dan", email="dan@demo.example")
        meeting = make_meeting(club, state=MeetingState.PREPARING)
        page = client.post(address("announce", club, meeting.pk), {"members": "on"}, follow=True)
        assert "2 invitations partent" in page.text
        assert sorted(Message.objects.values_list("to", flat=True)) == ["ana@demo.example", "bob@demo.example"]
        client.post(address("announce", club, meeting.pk), {"members": "on"})
        client.post(address("invite_members", club, meeting.pk))
        assert Message.objects.count() == 2

    def test_without_a_date_it_says_what_lacks(self, club, organiser, client):
        meeting = make_meeting(club, state=MeetingState.PREPARING, starts_at=None, ends_at=None)
        page = client.post(address("announce", club, meeting.pk))
        assert page.status_code == 409
        assert "une date à la rencontre" in page.text

    def test_those_written_on_the_list_before_are_invited_with_it(self, club):
        meeting = make_meeting(club, state=MeetingState.PREPARING)
        one = actions.invite(meeting=meeting, actor=None, name="Ana", email="ana@demo.example")
        assert not Message.objects.exists()
        actions.announce(meeting=meeting, actor=None, members=False)
        one.refresh_from_db()
        assert one.invited_at
        assert Message.objects.get().to == "ana@demo.example"

    def test_a_cancelled_meeting_comes_back_only_as_another(self, club):
        meeting = make_meeting(club)
        item = actions.add_agenda_item(meeting=meeting, actor=None, title="Accueil", minutes=20)
        actions.cancel(meeting=meeting, actor=None)
        other = actions.duplicate(meeting=meeting, actor=None)
        assert (other.state, other.starts_at, other.sequence) == (MeetingState.PREPARING, None, 0)
        assert other.uid != meeting.uid
        assert other.agenda.get().title == item.title


class TestAgenda:
    def test_times_run_and_the_total_is_held_against_the_length(self, club, organiser, client):
        start = datetime(2027, 10, 24, 14, tzinfo=PARIS)
        meeting = make_meeting(club, starts_at=start, ends_at=start + timedelta(hours=1))
        url = address("agenda", club, meeting.pk)
        for title, minutes in (("Accueil", 20), ("Intervention", 30), ("Pot", 25)):
            client.post(url, {"title": title, "minutes": minutes})
        page = client.get(url)
        assert [timezone.localtime(row["moment"].starts_at).strftime("%H:%M") for row in page.context["rows"]] == [
            "14:00", "14:20", "14:50",
        ]  # fmt: skip
        assert "dépasse la fin de 15" in page.text
        last = AgendaItem.objects.get(title="Pot")
        for _press in range(3):
            client.post(reverse("meetings:move_moment", args=[club.slug, meeting.pk, last.pk]), {"sens": "haut"})
        assert [one.item.title for one in queries.agenda_of(meeting)] == ["Pot", "Accueil", "Intervention"]
        client.post(
            reverse("meetings:change_moment", args=[club.slug, meeting.pk, last.pk]),
            {f"m{last.pk}-title": "Pot", f"m{last.pk}-minutes": "10"},
        )
        assert "Le programme dépasse" not in client.get(url).text

    @pytest.mark.parametrize("minutes", ["0", "-5", "9999", "vingt", ""])
    def test_what_is_no_length_is_told(self, club, organiser, client, minutes):
        meeting = make_meeting(club)
        page = client.post(address("agenda", club, meeting.pk), {"title": "Accueil", "minutes": minutes})
        assert page.context["form"].errors["minutes"]
        assert not AgendaItem.objects.exists()


class TestTabs:
    def tabs(self, client, url):
        return client.get(url).context["tabs"]

    def test_organisers_have_them_by_moment(self, club, client):
        client.force_login(make_organiser(club))
        meeting = make_meeting(club)
        tabs = self.tabs(client, address("attendances", club, meeting.pk))
        assert [str(tab["label"]) for tab in tabs] == ["La rencontre", "Préparer", "Inviter", "Le jour J", "Après"]
        assert [str(tab["label"]) for tab in tabs if tab["current"]] == ["Inviter"]
        tabs = self.tabs(client, address("agenda", club, meeting.pk))
        assert [str(page["label"]) for page in tabs[1]["pages"] if page["current"]] == ["Programme"]
        # A page under another has the tab of the other.
        tabs = self.tabs(client, address("announce", club, make_meeting(club, state=MeetingState.PREPARING).pk))
        assert [str(tab["label"]) for tab in tabs if tab["current"]] == ["Inviter"]
        tabs = self.tabs(client, address("cancel", club, meeting.pk))
        assert [str(tab["label"]) for tab in tabs if tab["current"]] == ["Préparer"]

    def test_members_have_few(self, club, client):
        client.force_login(member_of(club))
        tabs = self.tabs(client, make_meeting(club).get_absolute_url())
        assert [str(tab["label"]) for tab in tabs] == ["La rencontre", "Documents", "Compte rendu"]


class TestWhoComes:
    @pytest.fixture
    def meeting(self, club, client):
        client.force_login(make_organiser(club))
        meeting = make_meeting(club)
        for number in range(9):
            make_attendance(meeting, f"Personne {number}", email=f"p{number}@demo.example")
        make_attendance(meeting, "Éloïse", email="e@demo.example", answer=Answer.NONE, seat=Seat.NONE)
        return meeting

    def test_one_group_or_a_name(self, club, client, meeting):
        url = address("attendances", club, meeting.pk)
        assert [group[0] for group in client.get(url).context["groups"]] == ["held", "none"]
        assert [group[0] for group in client.get(f"{url}?voir=none").context["groups"]] == ["none"]
        (group,) = client.get(f"{url}?q=eloise").context["groups"]
        assert [row.name for row in group[2]] == ["Éloïse"]
        assert "ne répond à « zzz »" in client.get(f"{url}?q=zzz").text.replace("\u202f", " ").replace("\u00a0", " ")

    def test_what_is_changed_leaves_the_list_as_it_was_filtered(self, club, client, meeting):
        row = meeting.attendances.get(name="Éloïse")
        page = client.get(address("attendances", club, meeting.pk) + "?voir=none").text
        there = address("answer_for", club, meeting.pk, row.pk) + "?voir=none"
        assert there in page
        assert client.post(there, {"answer": "yes"}).url.endswith("/participation/?voir=none")
