from django.apps import AppConfig


class ClubsConfig(AppConfig):
    name = "essaim.clubs"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.functional import SimpleLazyObject
        from django.utils.translation import gettext_lazy as _

        from essaim.accounts.parts import account_parts
        from essaim.kernel.hooks import NavigationEntry, navigation, page_context
        from essaim.organizations import access as organization_access
        from essaim.organizations.duplicates.relations import settlers
        from essaim.organizations.panels import page_panels

        from . import merging, own_pages, pages
        from .access import sees_members
        from .day import tasks_of_the_day
        from .parts import my_clubs as clubs_part
        from .parts import my_organizations
        from .queries import clubs_of, organisers_around

        def my_clubs(request) -> dict:
            user = getattr(request, "user", None)
            signed_in = user is not None and user.is_authenticated
            return {
                "my_clubs": SimpleLazyObject(lambda: list(clubs_of(user)) if user and signed_in else []),
                "standing": getattr(request, "standing", None),
            }

        page_context.add("clubs", my_clubs)
        organization_access.editors.add("clubs", pages.organiser_may_edit)
        organization_access.insiders.add("clubs", pages.is_of_a_club)
        organization_access.reviewers.add("clubs", pages.reviews_unkept)
        organization_access.trusted.add("clubs", pages.organises_a_club)
        organization_access.around.add("clubs", organisers_around)
        organization_access.mergeable.add("clubs", merging.in_care_of)
        settlers.add("clubs.membership", merging.one_membership)
        page_panels.add("clubs", pages.membership_tags, order=10)
        tasks_of_the_day.add("own_pages", own_pages.tasks, order=90)
        account_parts.add("organizations", my_organizations, order=10)
        account_parts.add("clubs", clubs_part, order=20)

        def entry(name, label, icon, url_name, visible, order):
            navigation.add(
                name,
                NavigationEntry(
                    label,
                    icon,
                    lambda request: reverse(url_name, args=[request.club.slug]),
                    lambda request: getattr(request, "club", None) is not None and visible(request),
                    prefix=url_name.split(":")[0].removeprefix("club_"),
                ),
                order=order,
            )

        entry("day", _("Ma journée"), "sun", "day:index", lambda request: request.standing.is_member, 10)
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
            "settings",
            _("Réglages"),
            "settings",
            "club_settings:index",
            lambda request: request.standing.is_organiser,
            90,
        )
