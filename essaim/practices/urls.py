"""Addresses under /<club>/pratiques/."""

from django.urls import path

from .views import documents, index, keeping, others, reviewing, sheet

app_name = "practices"
urlpatterns = [
    path("", index.index, name="index"),
    path("nouvelle/", sheet.start, name="start"),
    path("reglages/", index.settings, name="settings"),
    path("<int:pk>/", sheet.detail, name="detail"),
    path("<int:pk>/ecrire/", sheet.write, name="write"),
    path("<int:pk>/fiche/", sheet.edit, name="edit"),
    path("<int:pk>/pdf/", sheet.pdf, name="pdf"),
    path("<int:pk>/relire/", reviewing.submit, name="submit"),
    path("<int:pk>/reprendre/", reviewing.take_back, name="take_back"),
    path("<int:pk>/demander/", reviewing.ask, name="ask_review"),
    path("<int:pk>/je-lis/", reviewing.volunteer, name="volunteer"),
    path("<int:pk>/lecture/<int:review_pk>/", reviewing.review, name="review"),
    path("<int:pk>/publier/", reviewing.publish, name="publish"),
    path("<int:pk>/public/", keeping.audience, name="audience"),
    path("<int:pk>/archiver/", keeping.archive, name="archive"),
    path("<int:pk>/rouvrir/", keeping.reopen, name="reopen"),
    path("<int:pk>/toujours-vrai/", keeping.still_true, name="still_true"),
    path("<int:pk>/adopter/", others.adopt, name="adopt"),
    path("<int:pk>/ne-plus-faire/", others.give_up, name="give_up"),
    path("<int:pk>/venir-voir/", others.ask_visit, name="ask_visit"),
    path("<int:pk>/visites/<int:visit_pk>/", others.settle_visit, name="settle_visit"),
    path("<int:pk>/documents/", documents.add, name="add_document"),
    path("<int:pk>/documents/<int:document_pk>/", documents.open_document, name="document"),
    path("<int:pk>/documents/<int:document_pk>/retirer/", documents.remove, name="remove_document"),
]
