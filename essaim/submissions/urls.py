"""Addresses under /<club>/dossiers/<pk>/. Verbs are POST. The pages serve outside partners too: `dossiers.gate`."""

from django.urls import path

from .views import checks, papers

app_name = "submissions"
urlpatterns = [
    path("pieces/", papers.papers, name="papers"),
    path("pieces/liste/", papers.checklist, name="checklist"),
    path("pieces/liste/reprendre/", papers.use_list, name="use_list"),
    path("pieces/liste/<int:asked_pk>/retirer/", papers.drop, name="drop_paper"),
    path("pieces/<int:partner_pk>/donner/", papers.give, name="give_papers"),
    path("pieces/<int:partner_pk>/deposer/<slug:code>/", papers.add_direct, name="add_direct"),
    path("pieces/deposees/<int:direct_pk>/retirer/", papers.remove_direct, name="remove_direct"),
    path("pieces/deposees/<int:direct_pk>/lire/", papers.read_direct, name="read_direct"),
    path("pieces/gardees/<int:given_pk>/lire/", papers.read_given, name="read_given"),
    path("verifier/", checks.checks, name="checks"),
]
