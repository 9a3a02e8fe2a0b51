"""Addresses under /<club>/rencontres/<meeting>/."""

from django.urls import path

from .views import door, mine, papers, plan, screen

app_name = "seating"
urlpatterns = [
    path("tables/", plan.plan, name="plan"),
    path("tables/reglages/", plan.settings, name="settings"),
    path("tables/demandes/", plan.add_wish, name="add_wish"),
    path("tables/demandes/<int:wish_pk>/retirer/", plan.remove_wish, name="remove_wish"),
    path("tables/composer/", plan.compose, name="compose"),
    path("tables/publier/", plan.publish, name="publish"),
    path("tables/personnes/<int:attendance_pk>/", plan.move, name="move"),
    path("tables/affiches.pdf", papers.posters, name="posters"),
    path("tables/badges.pdf", papers.badges, name="badges"),
    path("accueil/", door.door, name="door"),
    path("accueil/compte/", door.count, name="count"),
    path("accueil/<int:attendance_pk>/", door.press, name="press"),
    path("accueil/emargement.pdf", papers.sheet, name="sheet"),
    path("accueil/affiche.pdf", papers.poster, name="poster"),
    path("badge/<str:token>/", door.badge, name="badge"),
    path("arrivee/<str:secret>/", door.arrive, name="arrive"),
    path("ecran/", screen.screen, name="screen"),
    path("ecran/moment/", screen.advance, name="advance"),
    path("ecran/tour/", screen.begin_round, name="begin_round"),
    path("ma-table/", mine.mine, name="mine"),
]
