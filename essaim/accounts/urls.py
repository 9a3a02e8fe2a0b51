from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.detail, name="detail"),
    path("modifier/", views.edit, name="edit"),
    path("mes-donnees.json", views.data, name="data"),
    path("fermer/", views.close, name="close"),
]
