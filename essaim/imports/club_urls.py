"""Imports of a club."""

from .urls import urlpatterns as same_screens

app_name = "club_imports"
urlpatterns = same_screens
