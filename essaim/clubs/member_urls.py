"""Addresses under /<club>/membres/."""

from django.urls import path

from .views import members

app_name = "club_members"
urlpatterns = [
    path("", members.index, name="index"),
    path("<int:pk>/admettre/", members.admit, name="admit"),
    path("<int:pk>/inviter/", members.invite, name="invite"),
    path("<int:pk>/retirer/", members.leave, name="leave"),
]
