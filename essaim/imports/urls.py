"""Imports of the installation."""

app_name = "imports"
urlpatterns: list = []
