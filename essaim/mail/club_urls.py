"""The mail of a club, under /<club>/animer/courrier/."""

from .screens import screens

app_name = "club_mail"
urlpatterns = screens
