"""Addresses of watch. Verbs are POST."""

from django.urls import URLPattern, URLResolver

app_name = "watch"
urlpatterns: list[URLPattern | URLResolver] = []
