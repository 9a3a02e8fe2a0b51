"""Addresses under /<club>/themes/."""

from django.urls import path

from .views import themes

app_name = "themes"
urlpatterns = [
    path("", themes.index, name="index"),
    path("proposer/", themes.new, name="new"),
    path("<int:pk>/", themes.detail, name="detail"),
    path("<int:pk>/modifier/", themes.edit, name="edit"),
    path("<int:pk>/soutenir/", themes.support, name="support"),
    path("<int:pk>/ne-plus-soutenir/", themes.withdraw_support, name="withdraw_support"),
    path("<int:pk>/etat/", themes.turn, name="turn"),
    path("<int:pk>/retirer/", themes.withdraw, name="withdraw"),
]
