"""Addresses under /<club>/rencontres/."""

from django.urls import path

from .views import agenda, answering, attendances, calendars, detail, editing, index, places

app_name = "meetings"
urlpatterns = [
    path("", index.index, name="index"),
    path("nouvelle/", editing.new, name="new"),
    path("agenda/", calendars.subscribe, name="subscribe"),
    path("agenda/changer/", calendars.change_secret, name="change_secret"),
    path("agenda.ics", calendars.public_feed, name="public_feed"),
    path("agenda/<str:secret>.ics", calendars.member_feed, name="member_feed"),
    path("reponse/<str:token>/", answering.answer_link, name="answer_link"),
    path("reponse/<str:token>/rencontre.ics", answering.answer_link_calendar, name="answer_link_calendar"),
    path("place/<str:token>/", places.confirm, name="confirm_place"),
    path("<int:pk>/venir/", places.ask, name="ask_place"),
    path("<int:pk>/", detail.detail, name="detail"),
    path("<int:pk>/rencontre.ics", calendars.meeting_file, name="meeting_file"),
    path("<int:pk>/repondre/", answering.answer, name="answer"),
    path("<int:pk>/modifier/", editing.edit, name="edit"),
    path("<int:pk>/annoncer/", editing.announce, name="announce"),
    path("<int:pk>/annuler/", editing.cancel, name="cancel"),
    path("<int:pk>/terminer/", editing.close, name="close"),
    path("<int:pk>/reprendre/", editing.duplicate, name="duplicate"),
    path("<int:pk>/programme/", agenda.agenda, name="agenda"),
    path("<int:pk>/programme/<int:item_pk>/", agenda.change, name="change_moment"),
    path("<int:pk>/programme/<int:item_pk>/deplacer/", agenda.move, name="move_moment"),
    path("<int:pk>/programme/<int:item_pk>/retirer/", agenda.remove, name="remove_moment"),
    path("<int:pk>/participation/", attendances.attendances, name="attendances"),
    path("<int:pk>/participation/membres/", attendances.invite_members, name="invite_members"),
    path("<int:pk>/participation/liste.csv", attendances.export, name="export"),
    path("<int:pk>/participation/<int:attendance_pk>/repondre/", attendances.answer_for, name="answer_for"),
    path("<int:pk>/participation/<int:attendance_pk>/retirer/", attendances.uninvite, name="uninvite"),
]
