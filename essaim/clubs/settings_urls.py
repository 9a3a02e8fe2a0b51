"""Addresses under /<club>/reglages/."""

from django.urls import path

from .views import settings

app_name = "club_settings"
urlpatterns = [
    path("", settings.index, name="index"),
    path("territoire/", settings.territory, name="territory"),
    path("territoire/changer/", settings.change_territory, name="change_territory"),
    path("adhesion/", settings.admission, name="admission"),
    path("personnes/", settings.people, name="people"),
    path("personnes/<int:pk>/reprendre/", settings.take_charge_back, name="take_charge_back"),
]
