"""Addresses under /<club>/intervenants/."""

from django.urls import path

from .views import speakers

app_name = "speakers"
urlpatterns = [
    path("", speakers.index, name="index"),
    path("ajouter/", speakers.new, name="new"),
    path("<int:pk>/", speakers.detail, name="detail"),
    path("<int:pk>/reunir/", speakers.merge, name="merge"),
    path("<int:pk>/oublier/", speakers.forget, name="forget"),
]
