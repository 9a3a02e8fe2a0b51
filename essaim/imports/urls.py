"""Imports of the installation."""

from django.urls import path

from . import views

app_name = "imports"
shared = [
    path("", views.index, name="index"),
    path("api/", views.begin_api, name="api"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/colonnes/", views.columns, name="columns"),
    path("<int:pk>/apercu/", views.preview, name="preview"),
    path("<int:pk>/choix/", views.decide, name="decide"),
    path("<int:pk>/importer/", views.apply, name="apply"),
    path("<int:pk>/annuler/", views.undo, name="undo"),
    path("<int:pk>/oublier/", views.forget, name="forget"),
    path("<int:pk>/compte-rendu.<str:form>", views.report, name="report"),
]
# Sirene's files lie in a folder that only the operator fills.
urlpatterns = [*shared, path("sirene/", views.begin_sirene, name="sirene")]
