"""Addresses under /<club>/moyens/."""

from django.urls import path

from . import views

app_name = "resources"
urlpatterns = [
    path("", views.index, name="index"),
    path("preter/", views.add, name="add"),
    path("planning/", views.everything, name="everything"),
    path("agenda/", views.subscribe, name="subscribe"),
    path("agenda/changer/", views.change_feed, name="change_feed"),
    path("agenda/moyen-<str:secret>.ics", views.feed_resource, name="feed_resource"),
    path("agenda/prets-<str:secret>.ics", views.feed_owner, name="feed_owner"),
    path("agenda/emprunts-<str:secret>.ics", views.feed_borrower, name="feed_borrower"),
    path("reservations/", views.bookings, name="bookings"),
    path("reservations/<int:pk>/", views.booking, name="booking"),
    path("reservations/<int:pk>/repondre/", views.answer, name="answer"),
    path("reservations/<int:pk>/prendre/", views.accept, name="accept"),
    path("reservations/<int:pk>/annuler/", views.cancel, name="cancel"),
    path("reservations/<int:pk>/changer/", views.change, name="change"),
    path("reservations/<int:pk>/remise/", views.report, {"kind": "out"}, name="hand_over"),
    path("reservations/<int:pk>/retour/", views.report, {"kind": "back"}, name="take_back"),
    path("reservations/<int:pk>/constat/<int:photo_pk>/", views.seen, name="seen"),
    path("reservations/<int:pk>/serie/repondre/", views.answer_series, name="answer_series"),
    path("reservations/<int:pk>/serie/annuler/", views.cancel_series, name="cancel_series"),
    path("reservations/<int:pk>/reservation.ics", views.calendar_file, name="calendar_file"),
    path("<int:pk>/", views.resource, name="resource"),
    path("<int:pk>/reserver/", views.book, name="book"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/publier/", views.publish, name="publish"),
    path("<int:pk>/retirer/", views.withdraw, name="withdraw"),
    path("<int:pk>/photos/", views.add_photo, name="photos"),
    path("<int:pk>/photos/<int:photo_pk>/", views.photo, name="photo"),
    path("<int:pk>/photos/<int:photo_pk>/retirer/", views.remove_photo, name="remove_photo"),
    path("<int:pk>/disponibilites/", views.availability, name="availability"),
    path("<int:pk>/fermer/", views.close, name="close"),
    path("<int:pk>/fermetures/<int:closure_pk>/rouvrir/", views.open_again, name="open_again"),
    path("<int:pk>/agendas/", views.add_calendar, name="add_calendar"),
    path("<int:pk>/agendas/<int:calendar_pk>/retirer/", views.remove_calendar, name="remove_calendar"),
]
