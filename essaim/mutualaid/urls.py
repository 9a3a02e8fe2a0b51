from django.urls import path

from . import views

app_name = "mutualaid"
urlpatterns = [
    path("", views.index, name="index"),
    path("donne-recu/", views.account, name="account"),
    path("donne-recu/discretion/", views.discretion, name="discretion"),
    path("qui-aide-qui/", views.help_map, name="help_map"),
]
