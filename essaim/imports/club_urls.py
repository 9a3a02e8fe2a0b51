"""Imports for a club."""

app_name = "club_imports"
urlpatterns: list = []
