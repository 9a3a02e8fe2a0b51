"""Addresses under /<club>/preparer/: what prepares meetings."""

from django.urls import path

from .views import polls, rhythm

app_name = "preparing"
urlpatterns = [
    path("", rhythm.index, name="index"),
    path("rencontre/", rhythm.prepare, name="prepare"),
    path("rythme/", rhythm.rhythm, name="rhythm"),
    path("sondage/<str:token>/", polls.poll_link, name="poll_link"),
    path("<int:pk>/sondage/", polls.poll, name="poll"),
    path("<int:pk>/sondage/clore/", polls.close, name="close_poll"),
    path("<int:pk>/sondage/retirer/", polls.cancel, name="cancel_poll"),
]
