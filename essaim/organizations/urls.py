"""Addresses under /structures/. Verbs are POST."""

from django.urls import path

from .views import ask, duplicates, edit, page

app_name = "organizations"
urlpatterns = [
    path("nouvelle/", edit.create, name="create"),
    path("confirmation/<str:token>/", ask.confirm_link, name="confirm_link"),
    path("doublons/", duplicates.index, name="duplicates"),
    path("doublons/reunions/", duplicates.merges, name="merges"),
    path("doublons/reunions/<int:merge_pk>/defaire/", duplicates.undo_merge, name="undo_merge"),
    path("doublons/<int:pair_pk>/", duplicates.pair, name="duplicate"),
    path("doublons/<int:pair_pk>/reunir/", duplicates.merge, name="merge"),
    path("doublons/<int:pair_pk>/distinctes/", duplicates.keep_apart, name="keep_apart"),
    path("doublons/<int:pair_pk>/revoir/", duplicates.reconsider, name="reconsider"),
    path("<int:pk>-<slug:slug>/", page.detail, name="detail"),
    path("<int:pk>/contact.vcf", page.vcard, name="vcard"),
    path("<int:pk>/images/<int:picture_pk>/", page.picture, name="picture"),
    path("<int:pk>/modifier/", edit.index, name="edit"),
    path("<int:pk>/modifier/images/", edit.pictures, name="pictures"),
    path("<int:pk>/modifier/images/<int:picture_pk>/decrire/", edit.describe_picture, name="describe_picture"),
    path("<int:pk>/modifier/images/<int:picture_pk>/retirer/", edit.remove_picture, name="remove_picture"),
    path("<int:pk>/modifier/<slug:card>/", edit.card, name="edit_card"),
    path("<int:pk>/confirmer/", edit.confirm, name="confirm"),
    path("<int:pk>/annuaire/", edit.list_page, name="list"),
    path("<int:pk>/corriger/", ask.correct, name="correct"),
    path("<int:pk>/tenir/", ask.claim, name="claim"),
    path("<int:pk>/tenir/code/", ask.prove_claim, name="prove_claim"),
    path("<int:pk>/tenir/relecture/", ask.ask_review, name="ask_review"),
    path("<int:pk>/tenir/retirer/", ask.withdraw_claim, name="withdraw_claim"),
    path("<int:pk>/demandes/", ask.asked, name="asked"),
    path("<int:pk>/demandes/corrections/<int:correction_pk>/", ask.settle_correction, name="settle_correction"),
    path("<int:pk>/demandes/reprises/<int:claim_pk>/", ask.settle_claim, name="settle_claim"),
]
