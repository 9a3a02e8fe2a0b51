from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("vie-privee/", views.privacy, name="privacy"),
    path("mentions-legales/", views.legal, name="legal"),
]
