"""What an address receives: reached by a signed link, without account."""

from django.urls import path

from . import views

app_name = "mail"
urlpatterns = [path("<str:token>/", views.stop, name="stop")]
