"""Addresses of calls, under /<club>/appels/. Verbs are POST."""

from django.urls import path

from .views import calendars, calls

app_name = "calls"
urlpatterns = [
    path("", calls.index, name="index"),
    path("nouveau/", calls.start, name="start"),
    path("agenda/", calendars.subscribe, name="subscribe"),
    path("agenda/changer/", calendars.change_secret, name="change_secret"),
    path("agenda/<str:secret>.ics", calendars.feed, name="feed"),
    path("<int:pk>/", calls.detail, name="detail"),
    path("<int:pk>/modifier/", calls.edit, name="edit"),
    path("<int:pk>/annuler/", calls.cancel, name="cancel"),
    path("<int:pk>/rouvrir/", calls.reopen, name="reopen"),
    path("<int:pk>/date-limite.ics", calendars.one, name="deadline"),
]
