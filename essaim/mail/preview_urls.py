"""Every message on examples, for developers, under /composants/messages/."""

from django.urls import path

from .views import previews

app_name = "mail_previews"
urlpatterns = [
    path("", previews.index, name="index"),
    path("<slug:app>/<str:kind>/", previews.detail, name="detail"),
    path("<slug:app>/<str:kind>/<int:number>/", previews.html, name="html"),
]
