"""The directory of the whole installation."""

from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.index, name="index"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("emporter/", views.export, name="export"),
]
