"""Every address. French addresses carry no prefix; English ones begin with /en/. Addresses of clubs come last,
because `/<club>/` takes any word that is not reserved (essaim.clubs.enums.RESERVED_SLUGS)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from essaim.home import views as home_views

handler400 = "essaim.home.views.bad_request"
handler403 = "essaim.home.views.forbidden"
handler404 = "essaim.home.views.not_found"
handler500 = "essaim.home.views.server_error"

# For developers.
GALLERIES = [
    path("composants/messages/", include("essaim.mail.preview_urls")),
    path("composants/", include("essaim.ui.urls")),
]
urlpatterns = [
    path("sante/", home_views.health, name="health"),
    path("robots.txt", home_views.robots, name="robots"),
    *i18n_patterns(
        path("", include("essaim.home.urls")),
        path("compte/courrier/", include("essaim.mail.account_urls")),
        path("compte/", include("essaim.accounts.urls")),
        path("compte/", include("allauth.urls")),
        path("annuaire/", include("essaim.directory.urls")),
        path("structures/", include("essaim.vault.urls")),
        path("structures/", include("essaim.organizations.urls")),
        path("imports/", include("essaim.imports.urls")),
        path("courrier/", include("essaim.mail.urls")),
        path("clubs/", include("essaim.clubs.installation_urls")),
        path("agenda/", include("essaim.meetings.calendar_urls")),
        *(GALLERIES if settings.ESSAIM_GALLERY else []),
        path("<slug:club_slug>/annuaire/", include("essaim.directory.club_urls")),
        path("<slug:club_slug>/rencontres/<int:pk>/", include("essaim.seating.urls")),
        path("<slug:club_slug>/imports/", include("essaim.imports.club_urls")),
        path("<slug:club_slug>/themes/", include("essaim.meetings.themes_urls")),
        path("<slug:club_slug>/intervenants/", include("essaim.meetings.speakers_urls")),
        path("<slug:club_slug>/preparer/", include("essaim.meetings.preparing_urls")),
        path("<slug:club_slug>/rencontres/", include("essaim.meetings.urls")),
        path("<slug:club_slug>/comptes-rendus/", include("essaim.minutes.urls")),
        path("<slug:club_slug>/textes/", include("essaim.writing.urls")),
        path("<slug:club_slug>/charte/", include("essaim.charter.urls")),
        path("<slug:club_slug>/entraide/", include("essaim.mutualaid.urls")),
        path("<slug:club_slug>/emplois/", include("essaim.recruitment.urls")),
        path("<slug:club_slug>/achats/", include("essaim.purchases.urls")),
        path("<slug:club_slug>/pratiques/", include("essaim.practices.urls")),
        path("<slug:club_slug>/prets/", include("essaim.lending.urls")),
        path("<slug:club_slug>/questions/", include("essaim.questions.urls")),
        path("<slug:club_slug>/moyens/", include("essaim.resources.urls")),
        path("<slug:club_slug>/appels/", include("essaim.watch.urls")),
        path("<slug:club_slug>/appels/", include("essaim.calls.urls")),
        path("<slug:club_slug>/budgets/", include("essaim.budgets.urls")),
        path("<slug:club_slug>/dossiers/<int:pk>/", include("essaim.submissions.urls")),
        path("<slug:club_slug>/dossiers/", include("essaim.dossiers.urls")),
        path("<slug:club_slug>/rencontrer/", include("essaim.introductions.urls")),
        path("<slug:club_slug>/membres/", include("essaim.clubs.member_urls")),
        path("<slug:club_slug>/ma-journee/", include("essaim.clubs.day_urls")),
        path("<slug:club_slug>/animer/courrier/", include("essaim.mail.club_urls")),
        path("<slug:club_slug>/animer/", include("essaim.clubs.organising_urls")),
        path("<slug:club_slug>/rejoindre/", include("essaim.joining.joining_urls")),
        path("<slug:club_slug>/inviter/", include("essaim.joining.urls")),
        path("<slug:club_slug>/invitation/", include("essaim.joining.invitation_urls")),
        path("<slug:club_slug>/reglages/", include("essaim.clubs.settings_urls")),
        path("<slug:club_slug>/", include("essaim.clubs.urls")),
        prefix_default_language=False,
    ),
]
