"""The pages of the register, its files, what other apps bring to them."""

import io
import shutil
import subprocess
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs import actions, involvement, register, sponsors
from essaim.clubs.involvement import Contribution, involvement_in
from essaim.clubs.models import MembershipEvent
from essaim.clubs.register import RegisterColumn
from essaim.clubs.sponsors import Sponsorship, drawing, tree_of
from essaim.kernel.registry import Registry
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from tests.helpers.queries import assert_same_queries

from .factories import make_club, make_member, make_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def organiser(club, client):
    user = make_organiser(club)
    client.force_login(user)
    return user


@pytest.fixture
def registries(monkeypatch):
    """Empty ones, that the test fills."""
    found = {"columns": Registry(), "sponsorships": Registry(), "contributions": Registry()}
    monkeypatch.setattr(register, "register_columns", found["columns"])
    monkeypatch.setattr("essaim.clubs.views.register.register_columns", found["columns"])
    monkeypatch.setattr(sponsors, "sponsorships", found["sponsorships"])
    monkeypatch.setattr(involvement, "contributions", found["contributions"])
    monkeypatch.setattr("essaim.clubs.views.register.contributions", found["contributions"])
    return found


def url(name, club, *arguments, **query):
    address = reverse(f"club_members:{name}", args=[club.slug, *arguments])
    return address + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


def test_the_register_of_a_day_with_what_other_apps_say(client, club, organiser, registries):
    old, new = make_organization("Alpha"), make_organization("Bêta")
    make_member(club, old, on=date(2025, 6, 12))
    make_member(club, new, on=date(2026, 2, 1))
    registries["columns"].add("sponsor", RegisterColumn("Parrain", lambda club, day: {old.pk: "Les Écluses"}))
    page = client.get(url("register", club, le="2025-12-31")).content.decode()
    assert "Alpha" in page
    assert "Bêta" not in page
    assert '<td role="cell" data-label="Parrain">Les Écluses</td>' in page
    assert "1 structure membre au 31" in page
    page = client.get(url("register", club)).content.decode()
    assert "Alpha" in page
    assert "Bêta" in page


@pytest.mark.parametrize("typed", ["32/13/2026", "", "hier", "9999999-01-01"])
def test_a_day_that_is_none_shows_today_and_says_so(client, club, organiser, typed):
    make_member(club, make_organization("Alpha"))
    page = client.get(url("register", club), {"le": typed}).content.decode()
    assert "Alpha" in page
    assert 'href="#id_le"' in page


def test_the_register_in_three_files(client, club, organiser, registries):
    make_member(club, make_organization("=cmd|' /C calc'!A0", siren=None), on=date(2025, 6, 12))
    registries["columns"].add("x", RegisterColumn("Parrain", lambda club, day: {}))
    text = client.get(url("register_file", club, "csv", le="2025-12-31")).content.decode("utf-8-sig")
    assert text.splitlines() == [
        "Structure;SIREN;État;Depuis le;Parrain", "'=cmd|' /C calc'!A0;;Membre;12/06/2025;",
    ]  # fmt: skip
    body = client.get(url("register_file", club, "xlsx", le="2025-12-31")).content
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    cell = sheet["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd|' /C calc'!A0", "s", True)
    assert sheet["D2"].value.date() == date(2025, 6, 12)
    pdf = client.get(url("register_file", club, "pdf", le="2025-12-31"))
    assert pdf["Content-Disposition"].startswith('attachment; filename="registre-des-membres')
    assert pdf.content.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        shown = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf.content, capture_output=True).stdout
        assert "au 31 décembre 2025" in shown.decode().replace("\xa0", " ")
        assert "12/06/2025" in shown.decode()
    assert client.get(url("register_file", club, "exe")).status_code == 404


def test_an_empty_register_goes_on_paper_too(client, club, organiser):
    assert client.get(url("register_file", club, "pdf")).content.startswith(b"%PDF")
    assert "Aucun membre ce jour-là" in client.get(url("register", club)).content.decode()


@pytest.mark.parametrize("name", ["register", "growth", "involvement"])
def test_thirty_members_cost_what_one_costs(client, club, organiser, name):
    def fill(count):
        for _number in range(count):
            make_representation(make_member(club), make_user())

    assert_same_queries(client, url(name, club), fill)


def test_the_place_of_an_organization_changes_with_its_reason(client, club, organiser):
    organization = make_member(club, on=date(2025, 6, 12))
    address = url("place", club, organization.pk)
    page = client.post(address, {"verb": "suspend", "on": "2026-01-05", "reason": ""}).content.decode()
    assert 'href="#id_reason"' in page  # and what was chosen is still there
    assert 'value="suspend" required id="id_verb_0" checked' in page
    client.post(address, {"verb": "suspend", "on": "2026-01-05", "reason": "Deux cotisations en attente"})
    row = MembershipEvent.objects.latest("pk")
    assert (row.verb, row.on, row.reason, row.actor) == (
        "suspend", date(2026, 1, 5), "Deux cotisations en attente", organiser,
    )  # fmt: skip
    page = client.get(address).content.decode()
    assert "Deux cotisations en attente" in page
    assert "Lever la suspension" in page
    assert 'value="invite"' not in page
    assert "Suspendue" in client.get(url("register", club)).content.decode()


def test_a_verb_that_is_not_possible_is_no_choice(client, club, organiser):
    organization = make_member(club)
    page = client.post(url("place", club, organization.pk), {"verb": "resume", "on": "2026-01-05"}).content.decode()
    assert 'href="#id_verb_0"' in page
    assert club.memberships.get().state == "member"


def test_the_place_of_another_clubs_member_is_nowhere(client, club, organiser):
    stranger = make_member(make_club())
    assert client.get(url("place", club, stranger.pk)).status_code == 404


def brought(registries, *links):
    registries["sponsorships"].add("test", lambda club: [Sponsorship(a, b, on) for a, b, on in links])


def test_who_brought_whom_is_a_tree(client, club, organiser, registries):
    a, b, c, d = (make_organization(name) for name in ("Alpha", "Bêta", "Gamma", "Delta"))
    brought(registries, (b, d, date(2026, 3, 1)), (a, c, date(2026, 2, 1)), (a, b, date(2025, 9, 1)))
    assert [(row.organization.name, row.depth, row.parent) for row in tree_of(club)] == [
        ("Alpha", 0, None), ("Bêta", 1, 0), ("Delta", 2, 1), ("Gamma", 1, 0),
    ]  # fmt: skip
    page = client.get(url("growth", club)).content.decode()
    assert "Bêta a parrainé Delta, le 1er" in page
    assert page.count('class="grid-line" fill="none"') == 3


def test_a_loop_of_sponsors_ends(club, registries):
    a, b = make_organization("Alpha"), make_organization("Bêta")
    day = date(2026, 1, 1)
    brought(registries, (a, b, day), (b, a, day), (a, a, day))
    assert [(row.organization.name, row.depth) for row in tree_of(club)] == [("Alpha", 0), ("Bêta", 1)]
    assert "<script" not in drawing([*tree_of(club)], "<script>")


def test_what_members_gave_and_who_is_quiet(client, club, organiser, registries):
    today = timezone.localdate()
    long_ago = today - timedelta(days=400)
    giver, quiet, fresh = make_organization("Alpha"), make_organization("Bêta"), make_organization("Gamma")
    make_member(club, giver, on=long_ago)
    make_member(club, quiet, on=long_ago)
    make_member(club, fresh, on=today - timedelta(days=30))
    make_representation(quiet, make_user("karim@example.org"), name="Karim Delobelle")
    times = [(giver.pk, today - timedelta(days=20)), (giver.pk, long_ago), (quiet.pk, today - timedelta(days=300))]
    registries["contributions"].add(
        "hosted", Contribution(lambda n: f"accueilli {n} rencontres", lambda club, since: times)
    )
    rows = {row.organization.name: row for row in involvement_in(club, today)}
    assert list(rows) == ["Alpha", "Bêta", "Gamma"]  # by name: no ranking
    assert rows["Alpha"].gave == ["accueilli 2 rencontres"]
    assert [name for name, row in rows.items() if row.quiet] == ["Bêta"]
    page = client.get(url("involvement", club)).content.decode()
    assert 'href="mailto:karim@example.org"' in page
    assert page.count("Prendre des nouvelles") == 1


def test_while_nothing_is_counted_nobody_is_called_quiet(client, club, organiser, registries):
    make_member(club, on=timezone.localdate() - timedelta(days=400))
    assert "Prendre des nouvelles" not in client.get(url("involvement", club)).content.decode()


def test_coming_back_takes_the_place_of_admitting(client, club, organiser):
    organization = make_member(club, on=date(2025, 6, 12))
    actions.leave(club=club, organization=organization, actor=None, on=date(2026, 1, 1))
    page = client.get(url("place", club, organization.pk)).content.decode()
    assert 'value="come_back"' in page
    assert 'value="admit"' not in page
