"""Addresses of calls, under /<club>/appels/. Verbs are POST."""

from django.urls import path

from .views import calendars, calls, lists, merging, sources

app_name = "calls"
urlpatterns = [
    path("", calls.index, name="index"),
    path("nouveau/", calls.start, name="start"),
    path("agenda/", calendars.subscribe, name="subscribe"),
    path("agenda/changer/", calendars.change_secret, name="change_secret"),
    path("agenda/<str:secret>.ics", calendars.feed, name="feed"),
    path("liste/", lists.bring, name="bring"),
    path("liste/<int:draft_pk>/", lists.preview, name="preview"),
    path("liste/<int:draft_pk>/prendre/", lists.take, name="take_list"),
    path("liste/<int:draft_pk>/laisser/", lists.drop, name="drop_list"),
    path("sources/", sources.index, name="sources"),
    path("sources/nouvelle/", sources.add, name="add_source"),
    path("sources/<int:source_pk>/", sources.detail, name="source"),
    path("sources/<int:source_pk>/modifier/", sources.edit, name="edit_source"),
    path("sources/<int:source_pk>/pause/", sources.pause, name="pause_source"),
    path("sources/<int:source_pk>/lire/", sources.read_now, name="read_source"),
    path("<int:pk>/", calls.detail, name="detail"),
    path("<int:pk>/modifier/", calls.edit, name="edit"),
    path("<int:pk>/annuler/", calls.cancel, name="cancel"),
    path("<int:pk>/rouvrir/", calls.reopen, name="reopen"),
    path("<int:pk>/reunir/", merging.merge, name="merge"),
    path("<int:pk>/separer/<int:record_pk>/", merging.separate, name="separate"),
    path("<int:pk>/date-limite.ics", calendars.one, name="deadline"),
]
