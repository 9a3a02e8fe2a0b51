from django.apps import AppConfig


class ClubsConfig(AppConfig):
    name = "essaim.clubs"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.functional import SimpleLazyObject
        from django.utils.translation import gettext_lazy as _

        from essaim.accounts.parts import account_parts
        from essaim.kernel.hooks import (
            NavigationEntry,
            forget_person,
            mail_previews,
            navigation,
            page_context,
            personal_data,
        )
        from essaim.organizations import access as organization_access
        from essaim.organizations.duplicates.relations import settlers
        from essaim.organizations.panels import PagePanel, page_panels

        from . import merging, own_pages, pages, personal, previews
        from .access import sees_members
        from .day import tasks_of_the_day
        from .parts import my_clubs as clubs_part
        from .parts import my_organizations
        from .queries import clubs_of, of_a_page, organisers_around

        def clubs_of_reader(request) -> list:
            """Read once for each page, whoever asks first."""
            if not hasattr(request, "my_clubs"):
                user = getattr(request, "user", None)
                request.my_clubs = list(clubs_of(user)) if user is not None and user.is_authenticated else []
            return request.my_clubs

        def context(request) -> dict:
            return {
                "my_clubs": SimpleLazyObject(lambda: clubs_of_reader(request)),
                "standing": getattr(request, "standing", None),
            }

        def day(request) -> str:
            club = getattr(request, "club", None)
            return reverse("day:index", args=[club.slug]) if club else reverse("all_clubs:come_in")

        def has_day(request) -> bool:
            if getattr(request, "club", None):
                return request.standing.is_member
            return bool(clubs_of_reader(request))

        page_context.add("clubs", context)
        navigation.add("day", NavigationEntry(_("Ma journée"), "sun", day, has_day, prefix="day"), order=5)
        organization_access.editors.add("clubs", pages.organiser_may_edit)
        organization_access.insiders.add("clubs", pages.is_of_a_club)
        organization_access.reviewers.add("clubs", pages.reviews_unkept)
        organization_access.trusted.add("clubs", pages.organises_a_club)
        organization_access.around.add("clubs", organisers_around)
        organization_access.mergeable.add("clubs", merging.in_care_of)
        settlers.add("clubs.membership", merging.one_membership)
        page_panels.add("clubs", PagePanel(pages.membership_tags, of_a_page), order=10)
        tasks_of_the_day.add("own_pages", own_pages.tasks, order=90)
        personal_data.add("charges", personal.data_of)
        forget_person.add("clubs", personal.forget, order=10)
        account_parts.add("organizations", my_organizations, order=10)
        account_parts.add("clubs", clubs_part, order=20)

        def entry(name, label, icon, url_name, visible, order, about="", prefix=None):
            navigation.add(
                name,
                NavigationEntry(
                    label,
                    icon,
                    lambda request: reverse(url_name, args=[request.club.slug]),
                    lambda request: getattr(request, "club", None) is not None and visible(request),
                    prefix=url_name.split(":")[0].removeprefix("club_") if prefix is None else prefix,
                    about=about,
                ),
                order=order,
            )

        entry("club", _("Le club"), "hexagon", "clubs:detail", lambda request: True, 30)
        entry(
            "members",
            _("Membres"),
            "users",
            "club_members:index",
            lambda request: sees_members(request.club, request.standing),
            40,
        )
        entry(
            "register",
            _("Le registre"),
            "book-user",
            "club_members:register",
            lambda request: request.standing.is_organiser,
            45,
            _("Qui est membre, à n'importe quelle date, et ce que chacun apporte."),
            prefix="",  # its pages are the members'
        )
        entry(
            "organising", _("Animer"), "wrench", "organising:index", lambda request: request.standing.is_organiser, 90
        )
        entry(
            "settings",
            _("Réglages"),
            "settings",
            "club_settings:index",
            lambda request: request.standing.is_organiser,
            100,
            _("Le nom, le territoire, qui anime, ce qui est public."),
        )
        mail_previews.add("clubs", previews.PREVIEWS)
