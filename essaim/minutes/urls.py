"""Addresses under /<club>/comptes-rendus/. `<pk>` is the meeting's."""

from django.urls import path

from .views import after, minutes, register

app_name = "minutes"
urlpatterns = [
    path("", register.index, name="index"),
    path("decisions/", register.decisions, name="decisions"),
    path("actions/", register.todo, name="actions"),
    path("actions/<int:pk>/", register.settle, name="settle"),
    path("actions/<int:pk>/modifier/", register.edit_action, name="edit_action"),
    path("avis/<str:token>/", after.answer_review, name="answer_review"),
    path("attestations/<str:code>/", after.certificate, name="certificate"),
    path("attestations/<str:code>/attestation.pdf", after.certificate_pdf, name="certificate_pdf"),
    path("<int:pk>/", minutes.detail, name="detail"),
    path("<int:pk>/commencer/", minutes.start, name="start"),
    path("<int:pk>/publier/", minutes.publish, name="publish"),
    path("<int:pk>/compte-rendu.pdf", minutes.pdf, name="pdf"),
    path("<int:pk>/parties/", minutes.add_section, name="add_section"),
    path("<int:pk>/parties/<int:section_pk>/retirer/", minutes.remove_section, name="remove_section"),
    path("<int:pk>/decisions/", minutes.decide, name="decide"),
    path("<int:pk>/decisions/<int:decision_pk>/modifier/", minutes.edit_decision, name="edit_decision"),
    path("<int:pk>/decisions/<int:decision_pk>/retirer/", minutes.remove_decision, name="remove_decision"),
    path("<int:pk>/actions/", minutes.add_action, name="add_action"),
    path("<int:pk>/apres/", after.after, name="after"),
    path("<int:pk>/avis/", after.open_review, name="open_review"),
    path("<int:pk>/merci/<int:talk_pk>/", after.thank, name="thank"),
]
