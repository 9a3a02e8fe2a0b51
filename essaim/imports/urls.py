"""Imports of the installation."""

from django.urls import path

from . import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/colonnes/", views.columns, name="columns"),
    path("<int:pk>/apercu/", views.preview, name="preview"),
    path("<int:pk>/choix/", views.decide, name="decide"),
    path("<int:pk>/importer/", views.apply, name="apply"),
    path("<int:pk>/annuler/", views.undo, name="undo"),
    path("<int:pk>/oublier/", views.forget, name="forget"),
    path("<int:pk>/compte-rendu.<str:form>", views.report, name="report"),
]
