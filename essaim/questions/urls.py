"""Addresses under /<club>/questions/."""

from django.urls import path

from .views import answering, asking, detail, following, index

app_name = "questions"
urlpatterns = [
    path("", index.index, name="index"),
    path("poser/", asking.ask, name="ask"),
    path("ressemblances/", asking.similar, name="similar"),
    path("<int:pk>/", detail.detail, name="detail"),
    path("<int:pk>/modifier/", asking.edit, name="edit"),
    path("<int:pk>/repondre/", answering.answer, name="answer"),
    path("<int:pk>/moi-aussi/", following.me_too, name="me_too"),
    path("<int:pk>/pas-pour-moi/", following.not_for_me, name="not_for_me"),
    path("<int:pk>/etat/", following.turn, name="turn"),
    path("<int:pk>/en-theme/", following.as_theme, name="as_theme"),
    path("<int:pk>/en-pratique/", following.as_practice, name="as_practice"),
    path("<int:pk>/suite/", following.outcome, name="outcome"),
    path("<int:pk>/fichiers/<int:file_pk>/", answering.kept_file, name="file"),
    path("<int:pk>/reponses/<int:answer_pk>/modifier/", answering.edit, name="edit_answer"),
    path("<int:pk>/reponses/<int:answer_pk>/etat/", answering.turn, name="turn_answer"),
    path("<int:pk>/reponses/<int:answer_pk>/accepter/", answering.accept, name="accept"),
    path("<int:pk>/reponses/<int:answer_pk>/merci/", answering.thank, name="thank"),
]
