"""Addresses under /clubs/."""

from django.urls import path

from .views import day, installation

app_name = "all_clubs"
urlpatterns = [
    path("", installation.index, name="index"),
    path("nouveau/", installation.new, name="new"),
    path("le-mien/", day.come_in, name="come_in"),
]
