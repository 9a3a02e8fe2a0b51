"""Addresses under /<club>/membres/."""

from django.urls import path

from .views import members, register

app_name = "club_members"
urlpatterns = [
    path("", members.index, name="index"),
    path("registre/", register.index, name="register"),
    path("registre/fichier/<slug:form>/", register.export, name="register_file"),
    path("registre/essor/", register.growth, name="growth"),
    path("registre/apports/", register.involvement, name="involvement"),
    path("<int:pk>/place/", register.place, name="place"),
    path("<int:pk>/admettre/", members.admit, name="admit"),
    path("<int:pk>/inviter/", members.invite, name="invite"),
    path("<int:pk>/retirer/", members.leave, name="leave"),
]
