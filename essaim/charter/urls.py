"""Addresses under /<club>/charte/."""

from django.urls import path

from .views import drafting, reading, signing

app_name = "charter"
urlpatterns = [
    path("", reading.index, name="index"),
    path("versions/", reading.versions, name="versions"),
    path("versions/<int:number>/", reading.version, name="version"),
    path("atelier/", drafting.index, name="draft"),
    path("atelier/commencer/", drafting.begin, name="begin"),
    path("atelier/ajouter/", drafting.add, name="add_article"),
    path("atelier/publier/", drafting.publish, name="publish"),
    path("atelier/<int:pk>/", drafting.article, name="article"),
    path("atelier/<int:pk>/deplacer/", drafting.move, name="move_article"),
    path("atelier/<int:pk>/retirer/", drafting.remove, name="remove_article"),
    path("signer/", signing.choose, name="sign"),
    path("signer/<int:organization_pk>/", signing.sign, name="sign_for"),
    path("signatures/", signing.signatures, name="signatures"),
    path("signatures/fichier/<slug:form>/", signing.export, name="signatures_file"),
    path("signatures/rappeler/", signing.remind, name="remind"),
]
