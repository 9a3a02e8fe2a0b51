"""Addresses under /<club>/textes/."""

from django.urls import path

from . import views

app_name = "writing"
urlpatterns = [
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/ecrire/", views.edit, name="edit"),
    path("<int:pk>/enregistrer/", views.save, name="save"),
    path("<int:pk>/versions/", views.history, name="history"),
    path("<int:pk>/versions/<int:number>/remettre/", views.restore, name="restore"),
    path("<int:pk>/remarques/", views.comment, name="comment"),
    path("<int:pk>/remarques/<int:comment_pk>/", views.resolve, name="resolve"),
    path("<int:pk>/proposer/", views.propose, name="propose"),
    path("<int:pk>/propositions/<int:proposal_pk>/", views.settle, name="settle"),
]
