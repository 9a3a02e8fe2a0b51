"""The list, the page, the form, the calendar: as members use them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from essaim.calls import actions
from essaim.calls.models import Call, Draft, Source
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from tests.helpers.queries import assert_same_queries

from .factories import in_days, make_call

pytestmark = pytest.mark.django_db


def url(name, club, *arguments):
    return reverse(f"calls:{name}", args=[club.slug, *arguments])


def plain(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def brouette(club) -> Organization:
    organization = make_member(club, make_organization("La Brouette partagée"))
    make_representation(organization, make_user(name="Odile Fruchart"))
    return organization


@pytest.fixture
def signed_in(client, brouette):
    client.force_login(brouette.representations.get().user)
    return client


def everywhere(**values):
    return {"scale": "country", "places": []} | values


def test_found_by_words_and_choices(signed_in, club):
    make_call(title="Cuisine partagée", **everywhere())
    make_call(
        title="Ateliers vélo", **everywhere(), audiences=["commune"], sectors=["mobilite"], deadline=in_days(200),
        amount_min_cents=None, amount_max_cents=30_000_000, themes=["Vélo"], description="",
    )  # fmt: skip
    make_call(title="Déjà clos", **everywhere(), deadline=in_days(-3))
    make_call(title="Pour la région Sud", scale="region", places=["region:93"])
    make_call(make_club("ailleurs"), "Celui du voisin", **everywhere())
    assert actions.close_past() == 1
    page = plain(signed_in.get(url("index", club)))
    assert page.index("Cuisine partagée") < page.index("Ateliers vélo")  # the nearest deadline first
    assert "2 appels" in page
    for hidden in ("Déjà clos", "région Sud", "voisin"):
        assert hidden not in page
    assert "dans 21 jours" in page or "jusqu'au" in page
    for asked, seen, unseen in (
        ("q=velos", "Ateliers vélo", "Cuisine"),
        ("public=commune", "Ateliers vélo", "Cuisine"),
        ("theme=mobilite", "Ateliers vélo", "Cuisine"),
        ("montant=great", "Ateliers vélo", "Cuisine"),
        ("quand=mois", "Cuisine", "Ateliers"),
        ("quand=tard", "Ateliers", "Cuisine"),
        ("ou=partout&q=region+sud", "Pour la région Sud", "Ateliers"),
        ("etat=clos", "Déjà clos", "Cuisine partagée"),
        ("nature=rien&tri=nouveaux&page=zéro", "Rien ne répond", "Cuisine partagée"),
    ):
        page = plain(signed_in.get(url("index", club) + "?" + asked))
        assert seen in page, asked
        assert unseen not in page, asked


def test_as_many_queries_for_one_as_for_thirty(signed_in, club):
    def more(count):
        for number in range(count):
            make_call(title=f"Appel {count} {number}", scale="region", places=[f"region:{number}", "region:32"])

    # Twelve are ours; the others are marks and counts of apps above.
    assert 12 <= assert_same_queries(signed_in, url("index", club) + "?ou=partout", more) <= 20


def test_a_page_says_all_of_it(signed_in, club):
    call = make_call(
        eligibility="<p>Trois structures au moins</p>", contact="Ana", rate_max=70, url="https://a.example/x"
    )
    actions.cancel_call(call=call, actor=None)
    page = plain(signed_in.get(url("detail", club, call.pk)))
    for words in (
        "de 5 000 € à 20 000 €, 70 % des dépenses au plus", "Trois structures au moins", "Cet appel est annulé",
        "Ce qui a changé", "Région Hauts-de-France", "Associations", 'href="https://a.example/x"',
    ):  # fmt: skip
        assert words in page
    assert signed_in.get(url("detail", club, make_call(make_club("loin"), "Loin").pk)).status_code == 404


def test_typed_in_then_edited(signed_in, club, brouette):
    address = url("start", club)
    day = timezone.localdate() + timedelta(days=12)
    data = {
        "title": "Prix du quartier", "kind": "grant", "funders": "Fondation du Clocher ; Ville", "url": "pas une page",
        "deadline_time": "12:00", "amount_min": "1 000", "amount_max": "500,50", "where": "country",
        "audiences": ["association"], "description": "Un prix.\n\n- une page\n- un jury",
    }  # fmt: skip
    page = plain(signed_in.post(address, data))
    assert "Une heure va avec un jour." in page
    assert 'value="500,50"' in page
    data["deadline_day"] = day.isoformat()
    page = plain(signed_in.post(address, data))
    assert "n'est pas celle d'une page" in page
    page = plain(signed_in.post(address, data | {"url": "https://fondation.example.org"}))
    assert "Le montant le plus haut est sous le plus bas" in page
    signed_in.post(address, data | {"url": "https://fondation.example.org", "amount_min": ""})
    call = Call.objects.get()
    local = timezone.localtime(call.deadline)
    assert (local.date(), local.hour) == (day, 12)
    assert (call.funders, call.amount_max_cents) == (["Fondation du Clocher", "Ville"], 50050)
    assert (call.club, call.organization) == (club, brouette)
    assert call.description == "<p>Un prix.</p><ul><li>une page</li><li>un jury</li></ul>"
    form = signed_in.get(url("edit", club, call.pk))
    assert "- une page" in plain(form)
    signed_in.post(
        url("edit", club, call.pk),
        data
        | {"url": "https://fondation.example.org", "amount_min": "", "deadline_time": "", "title": "Prix des voisins"},
    )
    call.refresh_from_db()
    assert (call.title, call.status, timezone.localtime(call.deadline).hour) == ("Prix des voisins", "amended", 23)
    assert "Prix des voisins" in plain(signed_in.get(url("index", club)))


def test_only_its_people_edit(client, club, brouette):
    call = make_call(club, organization=brouette)
    other = make_member(club, make_organization("Les Vélos du canal"))
    make_representation(other, make_user(name="Karim"))
    client.force_login(other.representations.get().user)
    assert client.get(url("detail", club, call.pk)).status_code == 200
    assert client.get(url("edit", club, call.pk)).status_code == 404
    client.force_login(make_organiser(club))
    client.post(url("cancel", club, call.pk))
    call.refresh_from_db()
    assert call.status == "cancelled"
    client.post(url("reopen", club, call.pk))
    call.refresh_from_db()
    assert call.status == "open"


def test_the_calendar_follows_and_closes(signed_in, client, club, brouette):
    call = make_call(**everywhere())
    make_call(title="Sans date", **everywhere(deadline=None))
    file = signed_in.get(url("deadline", club, call.pk))
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert event["DTSTART"].dt == call.deadline.replace(microsecond=0)
    page = signed_in.get(url("subscribe", club)).content.decode()
    address = page.split('class="secret">')[1].split("<")[0]
    path = "/" + address.split("/", 3)[3]
    client.logout()
    answer = client.get(path)
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 1
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get(path.replace(".ics", "x.ics")).status_code == 404
    client.force_login(brouette.representations.get().user)
    client.post(url("change_secret", club))
    client.logout()
    assert client.get(path).status_code == 404


SHEET = (
    "Titre;Financeur;Date limite;Montant max\nRécolte des pommes;Ville d'Auchel;2099-10-01;2 500 €\n"
    ";Ville;2099-10-01;\nCafé des aidants;;bientôt;\n"
)


def test_a_list_is_looked_at_then_taken(signed_in, client, club):
    address = url("bring", club)
    assert "pèse plus de" in plain(
        signed_in.post(address, {"upload": SimpleUploadedFile("gros.csv", b"Titre;B\n" + b"a;b\n" * 1_400_000)})
    )
    assert "Aucune colonne" in plain(signed_in.post(address, {"upload": SimpleUploadedFile("a.csv", b"a;b\n1;2\n")}))
    answer = signed_in.post(address, {"upload": SimpleUploadedFile("nos appels.csv", SHEET.encode())})
    page = plain(signed_in.get(answer.url))
    for words in ("2 appels compris", "1 ligne refusée", "Récolte des pommes", "1er octobre 2099", "jusqu'à 2 500 €",
                  "Sans titre"):  # fmt: skip
        assert words in page
    assert Call.objects.count() == 0
    draft = Draft.objects.get()
    client.force_login(make_organiser(club))
    assert client.get(url("preview", club, draft.pk)).status_code == 404
    client.force_login(draft.added_by)
    assert "2 nouvelles" in plain(client.post(url("take_list", club, draft.pk), follow=True))
    assert {call.club for call in Call.objects.all()} == {club}
    assert Draft.objects.count() == 0
    answer = client.post(address, {"upload": SimpleUploadedFile("nos appels.csv", SHEET.encode())})
    assert "2 inchangées" in plain(client.post(answer.url + "prendre/", follow=True))
    Draft.objects.create(club=club, name="Vieille", found=[])
    Draft.objects.update(created_at=timezone.now() - timedelta(days=9))
    assert actions.forget_drafts() == 1


def test_sources_are_run(client, club):
    organiser = make_organiser(club)
    client.force_login(organiser)
    data = {"kind": "feed", "name": "La fondation", "address": "fondation.example.org", "places": "Pas-de-Calais"}
    page = plain(client.post(url("add_source", club), data))
    assert "commence par https://" in page
    assert "token_name" not in page  # secrets are the operator's
    client.post(url("add_source", club), data | {"address": "https://fondation.example.org/fil", "shared": "on"})
    source = Source.objects.get()
    assert (source.club, source.options["places"]) == (club, ["Pas-de-Calais"])
    Source.objects.update(report={"read": 3, "refused": 1, "created": 2, "reasons": [[2, "", "Sans titre"]]})
    assert "3 lignes lues : 2 nouvelles, 1 refusée." in plain(client.get(url("sources", club)))
    assert "ligne 2" in plain(client.get(url("source", club, source.pk)))
    client.post(url("edit_source", club, source.pk), data | {"name": "Le fil", "address": source.address, "places": ""})
    client.post(url("pause_source", club, source.pk), {"pause": "1"})
    source.refresh_from_db()
    assert (source.name, source.paused, "places" in source.options) == ("Le fil", True, False)
    assert "en pause : reprenez-la" in plain(client.post(url("read_source", club, source.pk), follow=True))
    shared = Source.objects.create(kind="boamp", name="BOAMP")
    assert "BOAMP" in plain(client.get(url("sources", club)))
    assert client.get(url("source", club, shared.pk)).status_code == 404


def test_sources_as_many_queries_for_one_as_for_thirty(client, club):
    client.force_login(make_organiser(club))

    def more(count):
        for number in range(count):
            Source.objects.create(club=club, kind="feed", name=f"{count} {number}", address="https://a.example/fil")

    assert assert_same_queries(client, url("sources", club), more) == 7


def test_joined_and_taken_apart_by_hand(client, club):
    client.force_login(make_organiser(club))
    kept, other, shared = make_call(club, "Prix"), make_call(club, "Prix (bis)"), make_call(title="Partagé")
    assert "Collez l" in plain(client.post(url("merge", club, kept.pk), {"other": "là-bas"}, follow=True))
    assert client.post(url("merge", club, kept.pk), {"other": str(shared.pk)}).status_code == 404
    address = f"https://essaim.example{url('detail', club, other.pk)}"
    assert "plus qu'un" in plain(client.post(url("merge", club, kept.pk), {"other": address}, follow=True))
    assert client.get(url("detail", club, other.pk)).url == url("detail", club, kept.pk)
    assert "Prix (bis)" not in plain(client.get(url("index", club)))
