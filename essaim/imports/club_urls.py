"""Imports of a club."""

from .urls import shared

app_name = "club_imports"
urlpatterns = shared
