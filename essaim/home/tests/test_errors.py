"""Pages of what goes wrong: in our voice, with a way out, and without database for the last one."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import Client, override_settings
from django.urls import path

from config import urls as site
from essaim.home.views import server_error


def fails_with(error):
    def view(request):
        raise error

    view.login_required = False
    return view


urlpatterns = [
    path("400/", fails_with(BadRequest())),
    path("403/", fails_with(PermissionDenied())),
    path("404/", fails_with(Http404())),
    path("500/", fails_with(ZeroDivisionError())),
    *site.urlpatterns,
]
handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (400, "Cette demande nous est arrivée abîmée"),
        (403, "Cette page vous est fermée"),
        (404, "Cette page n’existe pas"),
        (500, "Un imprévu de notre côté"),
    ],
)
@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_each_failure_has_its_page_and_a_way_out(status, sentence):
    response = Client(raise_request_exception=False).get(f"/{status}/")
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{sentence}</h1>" in page
    assert '<html lang="fr">' in page
    assert 'href="/"' in page
    assert "noindex" in page
    assert "canonical" not in page


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_answered(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "Cette demande nous est arrivée abîmée" in response.content.decode()


def test_unknown_address_in_english(client, db):
    response = client.get("/en/structures/nowhere/")
    assert response.status_code == 404
    assert "This page does not exist" in response.content.decode()


def test_expired_form(db):
    response = Client(enforce_csrf_checks=True).post("/compte/login/", {})
    assert response.status_code == 403
    assert "Ce formulaire a expiré" in response.content.decode()


def test_server_error_asks_nothing_of_the_database(rf, django_assert_num_queries):
    # Without the `db` mark, a query would fail this test.
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Un imprévu de notre côté" in response.content.decode()
