"""Addresses under /<club>/emplois/."""

from django.urls import path

from .views import offers, seekers, shared

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
    path("se-presenter/", seekers.present, name="present"),
    path("confirmer/<str:token>/", seekers.confirming, name="confirming"),
    path("confirmer/<str:token>/oui/", seekers.confirm, name="confirm"),
    path("ma-candidature/<str:token>/", seekers.own, name="own"),
    path("ma-candidature/<str:token>/prolonger/", seekers.renew, name="renew"),
    path("ma-candidature/<str:token>/effacer/", seekers.withdraw, name="withdraw_seeker"),
    path("candidatures/", seekers.index, name="seekers"),
    path("candidatures/<int:pk>/", seekers.detail, name="seeker"),
    path("candidatures/<int:pk>/cv/", seekers.cv, name="cv"),
    path("candidatures/<int:pk>/recommander/", seekers.recommend, name="recommend"),
    path("recommandations/<int:pk>/", seekers.settle, name="settle"),
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
