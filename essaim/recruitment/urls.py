"""Addresses under /<club>/emplois/."""

from django.urls import path

from .views import offers

app_name = "recruitment"
urlpatterns = [
    path("", offers.index, name="index"),
    path("flux.xml", offers.atom, name="atom"),
    path("flux.json", offers.json_feed, name="json_feed"),
    path("publier/", offers.publish, name="publish"),
    path("<int:pk>/", offers.detail, name="offer"),
    path("<int:pk>/modifier/", offers.edit, name="edit_offer"),
    path("<int:pk>/pourvue/", offers.fill, name="fill"),
    path("<int:pk>/retirer/", offers.withdraw, name="withdraw_offer"),
    path("<int:pk>/rouvrir/", offers.reopen, name="reopen"),
]
