"""The page of an invitation, for people without account: under /<club>/invitation/."""

from django.urls import path

from .views import invitation

app_name = "invitation"
urlpatterns = [
    path("<str:token>/", invitation.open_page, name="open"),
    path("<str:token>/vue/", invitation.see, name="see"),
    path("<str:token>/repondre/", invitation.answer, name="answer"),
    path("<str:token>/plus-jamais/", invitation.never_again, name="never_again"),
]
