"""Addresses under /clubs/."""

from django.urls import path

from .views import installation

app_name = "all_clubs"
urlpatterns = [path("", installation.index, name="index"), path("nouveau/", installation.new, name="new")]
