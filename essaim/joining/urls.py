"""Campaigns, under /<club>/inviter/."""

from django.urls import path

from .views import campaigns, following, selecting

app_name = "campaigns"
urlpatterns = [
    path("", campaigns.index, name="index"),
    path("<int:pk>/", following.detail, name="detail"),
    path("<int:pk>/choisir/", selecting.pick, name="pick"),
    path("<int:pk>/choisir/tout/", selecting.pick_all, name="pick_all"),
    path("<int:pk>/adresses/", selecting.addresses, name="addresses"),
    path("<int:pk>/adresses/<int:recipient_pk>/", selecting.give_address, name="give_address"),
    path("<int:pk>/retirer/<int:recipient_pk>/", selecting.drop, name="drop"),
    path("<int:pk>/ecrire/", campaigns.write, name="write"),
    path("<int:pk>/relire/", campaigns.review, name="review"),
    path("<int:pk>/page/", campaigns.look, name="look"),
    path("<int:pk>/essai/", campaigns.send_test, name="send_test"),
    path("<int:pk>/supprimer/", campaigns.delete, name="delete"),
    path("<int:pk>/envoyer/", following.send, name="send"),
    path("<int:pk>/rappeler/", following.remind, name="remind"),
    path("<int:pk>/arreter/", following.stop, name="stop"),
    path("<int:pk>/reprendre/", following.resume, name="resume"),
]
