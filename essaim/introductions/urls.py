"""Addresses under /<club>/rencontrer/."""

from django.urls import path

from . import views

app_name = "introductions"
urlpatterns = [
    path("", views.index, name="index"),
    path("inviter/", views.outside, name="outside"),
    path("ecrire/<int:organization_pk>/", views.ask, name="ask"),
    path("ecarter/<int:organization_pk>/", views.set_aside, name="set_aside"),
    path("discretion/", views.discretion, name="discretion"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/repondre/", views.answer, name="answer"),
    path("<int:pk>/retirer/", views.withdraw, name="withdraw"),
    path("<int:pk>/vus/", views.met, name="met"),
]
