"""Joining the club: under /<club>/rejoindre/."""

from django.urls import path

from .views import applying, trail

app_name = "joining"
urlpatterns = [
    path("", applying.apply, name="apply"),
    path("candidatures/", trail.index, name="index"),
    path("parrainer/<int:pk>/", applying.propose, name="propose"),
    path("suivi/<str:token>/", trail.follow, name="follow"),
    path("suivi/<str:token>/<slug:word>/", trail.act_by_link, name="act_by_link"),
    path("<int:pk>/", trail.trail, name="trail"),
    path("<int:pk>/<slug:word>/", trail.act, name="act"),
]
