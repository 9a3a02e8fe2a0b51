"""Addresses under /<club>/achats/."""

from django.urls import path

from .views import index, joining, preparing, turning

app_name = "purchases"
urlpatterns = [
    path("", index.index, name="index"),
    path("nouveau/", preparing.start, name="start"),
    path("<int:pk>/", index.detail, name="detail"),
    path("<int:pk>/modifier/", preparing.edit, name="edit"),
    path("<int:pk>/offres/nouvelle/", preparing.add_offer, name="add_offer"),
    path("<int:pk>/offres/<int:offer_pk>/", preparing.edit_offer, name="edit_offer"),
    path("<int:pk>/offres/<int:offer_pk>/retirer/", preparing.remove_offer, name="remove_offer"),
    path("<int:pk>/offres/<int:offer_pk>/choisir/", preparing.choose_offer, name="choose_offer"),
    path("<int:pk>/documents/<int:document_pk>/", index.document, name="document"),
    path("<int:pk>/ouvrir/", preparing.open_purchase, name="open"),
    path("<int:pk>/s-engager/", joining.commit, name="commit"),
    path("<int:pk>/confirmer/", joining.confirm, name="confirm"),
    path("<int:pk>/se-retirer/", joining.withdraw, name="withdraw"),
    path("<int:pk>/clore/", turning.close, name="close"),
    path("<int:pk>/prolonger/", turning.extend, name="extend"),
    path("<int:pk>/autre-offre/", turning.fall_back, name="fall_back"),
    path("<int:pk>/annuler/", turning.cancel, name="cancel"),
    path("<int:pk>/commander/", turning.order, name="order"),
    path("<int:pk>/livre/", turning.deliver, name="deliver"),
    path("<int:pk>/terminer/", turning.finish, name="finish"),
    path("<int:pk>/parts/<int:commitment_pk>/", turning.pay, name="pay"),
    path("<int:pk>/commande.<slug:form>", index.sheet, name="sheet"),
]
