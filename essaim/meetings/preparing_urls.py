"""Addresses under /<club>/preparer/: what prepares meetings."""

from django.urls import path

from .views import documents, polls, rhythm, talks

app_name = "preparing"
urlpatterns = [
    path("", rhythm.index, name="index"),
    path("rencontre/", rhythm.prepare, name="prepare"),
    path("rythme/", rhythm.rhythm, name="rhythm"),
    path("sondage/<str:token>/", polls.poll_link, name="poll_link"),
    path("<int:pk>/sondage/", polls.poll, name="poll"),
    path("<int:pk>/sondage/dates/", polls.change, name="change_poll"),
    path("<int:pk>/sondage/clore/", polls.close, name="close_poll"),
    path("<int:pk>/sondage/retirer/", polls.cancel, name="cancel_poll"),
    path("<int:pk>/interventions/", talks.talks, name="talks"),
    path("<int:pk>/interventions/<int:talk_pk>/", talks.talk, name="talk"),
    path("<int:pk>/interventions/<int:talk_pk>/demander/", talks.ask, name="ask"),
    path("<int:pk>/interventions/<int:talk_pk>/reponse/", talks.note_answer, name="note_answer"),
    path("<int:pk>/interventions/<int:talk_pk>/merci/", talks.thank, name="thank"),
    path("<int:pk>/interventions/<int:talk_pk>/retirer/", talks.withdraw, name="withdraw_talk"),
    path("intervention/<str:token>/", talks.talk_link, name="talk_link"),
    path("intervention/<str:token>/fiche.pdf", talks.sheet, name="sheet"),
    path("<int:pk>/documents/", documents.documents, name="documents"),
    path("<int:pk>/documents/<int:document_pk>/", documents.document, name="document"),
    path("<int:pk>/documents/<int:document_pk>/fichier/", documents.download, name="download"),
    path("<int:pk>/documents/<int:document_pk>/retirer/", documents.remove, name="remove_document"),
    path("documents/<str:token>/<int:document_pk>/", documents.invited_download, name="invited_download"),
]
