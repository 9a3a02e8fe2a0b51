"""Addresses under /<club>/dossiers/. Verbs are POST. The pages of one dossier serve outside partners too: `gate`."""

from django.urls import path

from .views import index, links, needs, team

app_name = "dossiers"
urlpatterns = [
    path("", index.index, name="index"),
    path("nouveau/", index.start, name="start"),
    path("lien/<str:token>/", links.link, name="link"),
    path("appels/<int:call_pk>/partant/", index.partant, name="partant"),
    path("<int:pk>/", index.detail, name="detail"),
    path("<int:pk>/modifier/", index.edit, name="edit"),
    path("<int:pk>/etat/<slug:verb>/", index.turn, name="turn"),
    path("<int:pk>/partant/", index.raise_hand, name="raise_hand"),
    path("<int:pk>/dupliquer/", index.duplicate, name="duplicate"),
    path("<int:pk>/sortir/", links.leave, name="close_door"),
    path("<int:pk>/lecture/", links.readers, name="readers"),
    path("<int:pk>/lecture/<int:link_pk>/retirer/", links.withdraw, name="withdraw_link"),
    path("<int:pk>/besoins/", needs.needs, name="needs"),
    path("<int:pk>/besoins/garder/", needs.take, name="take_need"),
    path("<int:pk>/besoins/<int:need_pk>/retirer/", needs.remove, name="remove_need"),
    path("<int:pk>/equipe/", team.team, name="team"),
    path("<int:pk>/equipe/versions/", team.versions, name="versions"),
    path("<int:pk>/equipe/parts/", team.shares, name="shares"),
    path("<int:pk>/equipe/composer/", team.compose, name="compose"),
    path("<int:pk>/equipe/main/", team.hand_over, name="hand_over"),
    path("<int:pk>/equipe/inviter/", team.invite, name="invite"),
    path("<int:pk>/equipe/inviter/<int:organization_pk>/", team.invite_one, name="invite_one"),
    path("<int:pk>/equipe/<int:partner_pk>/repondre/", team.answer, name="answer"),
    path("<int:pk>/equipe/<int:partner_pk>/accueillir/", team.welcome, name="welcome"),
    path("<int:pk>/equipe/<int:partner_pk>/confirmer/", team.confirm, name="confirm"),
    path("<int:pk>/equipe/<int:partner_pk>/quitter/", team.leave, name="leave"),
    path("<int:pk>/equipe/<int:partner_pk>/contact/", team.contact, name="contact"),
    path("<int:pk>/equipe/<int:partner_pk>/lien/", team.send_link, name="send_link"),
    path("<int:pk>/equipe/<int:partner_pk>/mener/", team.take_over, name="take_over"),
]
