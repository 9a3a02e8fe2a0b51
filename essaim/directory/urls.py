"""The directory of the whole installation."""

from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.index, name="index"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("points/", views.map_points, name="points"),
    path("emporter/", views.export, name="export"),
]
