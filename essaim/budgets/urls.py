"""Addresses under /<club>/budgets/. Verbs are POST."""

from django.urls import path

from .views import files, index, lines, rules

app_name = "budgets"
urlpatterns = [
    path("<int:pk>/", index.detail, name="detail"),
    path("<int:pk>/et-si/", index.what_if, name="what_if"),
    path("<int:pk>/historique/", index.history, name="history"),
    path("<int:pk>/regles/", rules.edit, name="rules"),
    path("<int:pk>/lignes/nouvelle/<slug:sort>/", lines.add, name="add"),
    path("<int:pk>/lignes/<int:line_pk>/", lines.edit, name="edit"),
    path("<int:pk>/lignes/<int:line_pk>/retirer/", lines.remove, name="remove"),
    path("<int:pk>/partenaires/<int:party_pk>/confier/", rules.give, name="give"),
    path("<int:pk>/partenaires/<int:party_pk>/retirer/", rules.remove_party, name="remove_party"),
    path("<int:pk>/budget.xlsx", files.workbook, name="workbook"),
    path("<int:pk>/importer/", files.read, name="read"),
    path("<int:pk>/importer/reprendre/", files.take, name="take"),
]
