"""The directory of a club."""

from django.urls import path

from . import views

app_name = "club_directory"
urlpatterns = [
    path("", views.index, name="index"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("points/", views.map_points, name="points"),
    path("emporter/", views.export, name="export"),
]
