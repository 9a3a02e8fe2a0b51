"""Addresses of vaults, under /structures/. Verbs are POST."""

from django.urls import path

from .views import given, papers, types

app_name = "vault"
urlpatterns = [
    path("sortes-de-pieces/", types.index, name="types"),
    path("sortes-de-pieces/<slug:code>/", types.edit, name="type"),
    path("sortes-de-pieces/<slug:code>/remettre/", types.reset, name="reset_type"),
    path("<int:pk>/coffre/", papers.index, name="index"),
    path("<int:pk>/coffre/tout.zip", papers.archive, name="archive"),
    path("<int:pk>/coffre/ajouter/<slug:code>/", papers.add, name="add"),
    path("<int:pk>/coffre/lectures/", given.readings, name="readings"),
    path("<int:pk>/coffre/confie/<int:consent_pk>/reprendre/", given.revoke, name="revoke"),
    path("<int:pk>/coffre/<int:paper_pk>/", papers.detail, name="detail"),
    path("<int:pk>/coffre/<int:paper_pk>/fichier/", papers.download, name="download"),
    path("<int:pk>/coffre/<int:paper_pk>/modifier/", papers.edit, name="edit"),
    path("<int:pk>/coffre/<int:paper_pk>/retirer/", papers.remove, name="remove"),
    path("<int:pk>/coffre/<int:paper_pk>/lire/", given.read, name="read"),
]
