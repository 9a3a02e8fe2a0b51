"""The pages, by the hands of each side."""

import shutil
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essaim.clubs.tests.factories import make_organiser
from essaim.practices import actions
from essaim.practices.enums import Audience, PracticeState, VisitKind
from essaim.practices.models import Part, Practice
from tests.helpers.queries import assert_same_queries

from .factories import a_member, make_practice, user_of
from .test_actions import WORDS, brouette, club, velos  # noqa: F401

pytestmark = pytest.mark.django_db


def url(name, club, *arguments):  # noqa: F811
    return reverse(f"practices:{name}", args=[club.slug, *arguments])


def test_from_the_first_words_to_the_list(client, club, velos, brouette):  # noqa: F811
    client.force_login(user_of(velos))
    assert "Raconter la vôtre" in client.get(url("index", club)).content.decode()
    response = client.post(url("start", club), {"title": "Livrer à vélo", "situation": "La camionnette coûtait."})
    practice = Practice.objects.get()
    assert response.url == url("write", club, practice.pk)
    page = client.get(response.url).content.decode()
    assert "Par quoi avez-vous commencé" in page
    assert "La camionnette coûtait." in page
    page = client.get(url("detail", club, practice.pk)).content.decode()
    assert "ce que nous avons fait" in page.lower()
    assert "La faire relire" not in page
    for part in Part.objects.exclude(kind="situation").select_related("text"):
        save = reverse("writing:save", args=[club.slug, part.text_id])
        client.post(save, {"base": 1, "content": f"Des mots sur {part.kind}.", "key": part.kind, "next": "/"})
    assert "La faire relire" in client.get(url("detail", club, practice.pk)).content.decode()
    client.post(url("submit", club, practice.pk))
    client.post(url("ask_review", club, practice.pk), {"organization": brouette.pk})

    client.force_login(user_of(brouette))
    day = client.get(reverse("day:index", args=[club.slug])).content.decode()
    assert "Une pratique à lire : Livrer à vélo" in day.replace("\u00a0", " ").replace("\u202f", " ")
    review = practice.reviews.get()
    page = client.get(url("review", club, practice.pk, review.pk)).content.decode()
    assert "Des mots sur done." in page
    data = {"words": "Non", "verb": "find_clear"}
    page = client.post(url("review", club, practice.pk, review.pk), data).content.decode()
    assert "Non</textarea>" in page  # what was typed stays
    client.post(url("review", club, practice.pk, review.pk), data | {"words": "Tout est clair, merci."})

    client.force_login(user_of(velos))
    assert "À publier" in client.get(reverse("day:index", args=[club.slug])).content.decode()
    client.post(url("publish", club, practice.pk), {"audience": "public"})
    practice.refresh_from_db()
    assert (practice.state, practice.audience, practice.asks_public) == ("published", "members", True)
    client.logout()
    assert client.get(url("detail", club, practice.pk)).status_code == 404
    assert "Livrer" not in client.get(url("index", club)).content.decode()

    client.force_login(make_organiser(club))
    assert "À ouvrir à tous" in client.get(reverse("day:index", args=[club.slug])).content.decode()
    client.post(url("audience", club, practice.pk), {"audience": "public"})
    client.logout()
    assert client.get(url("detail", club, practice.pk)).status_code == 200
    assert "Livrer" in client.get(url("index", club)).content.decode()


def test_visitors_read_no_name_of_a_person_who_did_not_agree(client, club, velos):  # noqa: F811
    practice = make_practice(velos, club, audience=Audience.PUBLIC)
    address = url("detail", club, practice.pk)
    assert "Karim" not in client.get(address).content.decode()
    actions.update_sheet(practice=practice, actor=None, names_contact=True)
    assert "Karim" in client.get(address).content.decode()


def test_a_draft_is_its_peoples(client, club, velos, brouette):  # noqa: F811
    draft = make_practice(velos, club, state=PracticeState.DRAFT)
    text = draft.parts.first().text_id
    client.force_login(user_of(brouette))
    assert client.get(url("detail", club, draft.pk)).status_code == 404
    assert client.get(reverse("writing:detail", args=[club.slug, text])).status_code == 404
    assert client.get(url("write", club, make_practice(velos, club).pk)).status_code == 404


def test_the_sheet_keeps_what_was_typed(client, club, velos):  # noqa: F811
    practice = make_practice(velos, club)
    client.force_login(user_of(velos))
    address = url("edit", club, practice.pk)
    data = {
        "title": "Livrer à vélo", "summary": "Sans camionnette", "words": "mobilité, vélo", "hours": "-3", "euros": "0",
        "contact": "", "figures-TOTAL_FORMS": "2", "figures-INITIAL_FORMS": "0", "figures-0-what": "Litres de gazole",
        "figures-0-before": "300", "figures-0-after": "", "figures-1-what": "", "figures-1-after": "",
    }  # fmt: skip
    page = client.post(address, data).content.decode()
    assert 'value="Litres de gazole"' in page
    assert 'href="#id_hours"' in page
    page = client.post(address, data | {"figures-add": "1"}).content.decode()
    assert "figures-2-what" in page
    client.post(address, data | {"hours": "40", "figures-0-after": "40"})
    practice.refresh_from_db()
    assert (practice.hours, practice.euros, practice.contact) == (40, 0, None)
    page = client.get(url("detail", club, practice.pk)).content.decode()
    assert "Litres de gazole" in page
    assert "aucune" in page


def test_search_and_choices(client, club, velos, brouette):  # noqa: F811
    make_practice(velos, club, title="Livrer à vélo", euros=1200, words=["mobilité"])
    shared = make_practice(brouette, club, title="Partager un comptable", euros=0, words=["comptabilité"])
    actions.adopt(practice=shared, organization=velos, actor=user_of(velos))
    client.force_login(user_of(velos))

    def titles(**asked):
        page = client.get(url("index", club), asked)
        return {one.title for one in page.context["found"].rows}

    assert titles() == {"Livrer à vélo", "Partager un comptable"}
    assert titles(q="comptables") == {"Partager un comptable"}
    assert titles(q="remorques", cout="middle") == {"Livrer à vélo"}  # a word of what was done
    assert titles(theme="mobilite") == {"Livrer à vélo"}
    assert titles(cout="free") == {"Partager un comptable"}
    assert titles(reprise="1") == {"Partager un comptable"}
    assert titles(cout="nonsense", page="99999") == set()
    page = client.get(url("index", club), {"q": "", "secteur": ""}).content.decode()
    assert "mobilité (1)" in page
    actions.archive(practice=shared, actor=None)
    assert titles() == {"Livrer à vélo"}


def test_taken_up_and_seen(client, club, velos, brouette):  # noqa: F811
    practice = make_practice(velos, club, offers_visit=True)
    client.force_login(user_of(brouette))
    client.post(url("adopt", club, practice.pk), {"since": "", "gave": "Quarante livraisons.", "changed": ""})
    assert "Quarante livraisons." in client.get(url("detail", club, practice.pk)).content.decode()
    page = client.get(url("adopt", club, practice.pk)).content.decode()
    assert "Retirer votre structure" in page
    page = client.post(url("ask_visit", club, practice.pk), {"kind": "call", "message": WORDS}).content.decode()
    assert WORDS in page
    client.post(url("ask_visit", club, practice.pk), {"kind": "visit", "message": WORDS})
    visit = practice.visits.get()

    client.force_login(user_of(velos))
    assert "aimerait venir voir" in client.get(reverse("day:index", args=[club.slug])).content.decode()
    assert WORDS in client.get(url("detail", club, practice.pk)).content.decode()
    client.post(url("settle_visit", club, practice.pk, visit.pk), {"verb": "give", "on": "pas un jour"})
    visit.refresh_from_db()
    assert visit.state == "asked"
    client.post(url("settle_visit", club, practice.pk, visit.pk), {"verb": "give", "on": ""})
    visit.refresh_from_db()
    assert visit.state == "given"
    organization = client.get(velos.get_absolute_url()).content.decode()
    assert "Livrer à vélo" in organization
    client.force_login(user_of(brouette))
    assert "reprise des Vélos du Canal" in client.get(brouette.get_absolute_url()).content.decode()
    client.post(url("give_up", club, practice.pk), {"structure": brouette.pk})
    assert practice.adoptions.count() == 0


def test_still_true(client, club, velos):  # noqa: F811
    practice = make_practice(velos, club)
    client.force_login(user_of(velos))
    address = url("still_true", club, practice.pk)
    page = client.post(address, {"answer": "changed", "words": ""}).content.decode()
    assert "Dites en une phrase ce qui a changé." in page
    response = client.post(address, {"answer": "changed", "words": "Une deuxième remorque."})
    assert response.url == url("write", club, practice.pk)
    assert "Une deuxième remorque." in client.get(url("detail", club, practice.pk)).content.decode()


def test_documents(client, club, velos, brouette):  # noqa: F811
    practice = make_practice(velos, club)
    client.force_login(user_of(velos))
    add = url("add_document", club, practice.pk)
    page = client.post(add, {"upload": SimpleUploadedFile("a.exe", b"MZ\x90"), "title": "Le plan"}).content.decode()
    assert 'value="Le plan"' in page
    client.post(add, {"upload": SimpleUploadedFile("plan.txt", b"Un plan."), "title": ""})
    document = practice.documents.get()
    client.force_login(user_of(brouette))
    opened = client.get(url("document", club, practice.pk, document.pk))
    assert b"".join(opened.streaming_content) == b"Un plan."
    assert client.post(url("remove_document", club, practice.pk, document.pk)).status_code == 404


def test_on_paper(client, club, velos, brouette):  # noqa: F811
    practice = make_practice(
        velos, club, summary="Deux remorques, plus de camionnette", hours=40, euros=1200, audience=Audience.PUBLIC,
        figures=[{"what": "Litres de gazole", "before": "300", "after": "40"}],
    )  # fmt: skip
    actions.adopt(practice=practice, organization=brouette, actor=None, gave="Quarante livraisons.")

    def words():
        content = client.get(url("pdf", club, practice.pk)).content
        if not shutil.which("pdftotext"):
            pytest.skip("pdftotext (poppler-utils) is not here")
        read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return " ".join(read.stdout.decode().split())

    assert "Karim" not in words()
    client.force_login(user_of(brouette))
    read = words()
    for word in ("Karim", "Litres de gazole", "Quarante livraisons.", "une remorque"):
        assert word in read


def test_lists_cost_the_same(client, club, velos, brouette):  # noqa: F811
    client.force_login(user_of(velos))

    def more(count):
        for number in range(count):
            practice = make_practice(brouette, club, title=f"Pratique {number}", words=["mobilité"], offers_visit=True)
            actions.adopt(practice=practice, organization=velos, actor=None)
            make_practice(brouette, club, title=f"À lire {number}", state=PracticeState.REVIEW)
            make_practice(velos, club, title=f"En cours {number}", state=PracticeState.DRAFT)

    assert assert_same_queries(client, url("index", club), more, rows=6) <= 30


def test_a_sheet_costs_the_same(client, club, velos):  # noqa: F811
    practice = make_practice(velos, club, offers_visit=True)
    client.force_login(user_of(velos))

    def more(count):
        for _ in range(count):
            other = a_member(club, f"Structure {Part.objects.count()}-{other_number()}")
            actions.adopt(practice=practice, organization=other, actor=None)
            actions.ask_visit(
                practice=practice, organization=other, actor=user_of(other), kind=VisitKind.VISIT, message=WORDS
            )

    assert assert_same_queries(client, url("detail", club, practice.pk), more, rows=8) <= 45


_count = iter(range(10_000))


def other_number():
    return next(_count)
