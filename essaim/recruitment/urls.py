"""Addresses under /<club>/emplois/."""

from django.urls import path

from .views import offers, shared

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
    path("partager/", shared.index, name="shared"),
    path("partager/besoin/", shared.state_need, name="state_need"),
    path("partager/besoin/<int:pk>/retirer/", shared.withdraw_need, name="withdraw_need"),
    path("partager/chercher/", shared.look, name="look"),
    path("partager/<int:pk>/", shared.post, name="post"),
    path("partager/<int:pk>/repondre/", shared.answer, name="answer"),
    path("partager/<int:pk>/choisir/", shared.choose, name="choose"),
    path("partager/<int:pk>/formes/", shared.compare, name="compare"),
    path("partager/<int:pk>/forme/", shared.choose_form, name="choose_form"),
    path("partager/<int:pk>/embauche/", shared.hire, name="hire"),
    path("partager/<int:pk>/arreter/", shared.give_up, name="give_up"),
]
