"""Themes: proposed, supported, chosen, treated."""

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from ..enums import THEME_VERBS, ThemeState
from ..models import Theme, ThemeSupport


@transaction.atomic
def propose_theme(
    *, club: Club, actor: User | None, organization: Organization | None, title: str, text: str = ""
) -> Theme:
    """Put a problem on the club's list. The organization that proposes it is the first that it matters to.

    Without organization it comes from whoever runs the club. Refuses (field `title`) an empty title, and an
    organization that is not a member.
    """
    title = _titled(title)
    if organization:
        _must_be_member(club, organization)
    theme = Theme.objects.create(club=club, title=title, text=text.strip(), proposed_by=organization, author=actor)
    if organization:
        ThemeSupport.objects.create(club=club, theme=theme, organization=organization)
    journaled.tell(actor=actor, verb="meetings.propose_theme", subject=theme, club=club, details={})
    return theme


@transaction.atomic
def update_theme(*, theme: Theme, actor: User | None, title: str, text: str) -> Theme:
    """Say it better. Once chosen, its words are the club's: the view's gate then lets organisers only."""
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    wanted = {"title": _titled(title), "text": text.strip()}
    if changed := [name for name, value in wanted.items() if getattr(theme, name) != value]:
        for name in changed:
            setattr(theme, name, wanted[name])
        theme.save(update_fields=[*changed, "updated_at"])
        journaled.tell(
            actor=actor, verb="meetings.update_theme", subject=theme, club=theme.club, details={"fields": changed}
        )
    return theme


@transaction.atomic
def support_theme(
    *, theme: Theme, actor: User | None, organization: Organization, brings: str | None = None
) -> ThemeSupport:
    """« Pour nous aussi. » Said again, it changes what the organization brings; None leaves it."""
    _must_be_member(theme.club, organization)
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    support, created = ThemeSupport.objects.get_or_create(
        club=theme.club, theme=theme, organization=organization, defaults={"brings": (brings or "").strip()}
    )
    if created:
        journaled.tell(
            actor=actor, verb="meetings.support_theme", subject=theme, club=theme.club,
            details={"organization": organization.pk},
        )  # fmt: skip
    elif brings is not None and brings.strip() != support.brings:
        support.brings = brings.strip()
        support.save(update_fields=["brings", "updated_at"])
    return support


@transaction.atomic
def withdraw_support(*, theme: Theme, actor: User | None, organization: Organization) -> bool:
    """False when the organization had not said anything."""
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    count, _rows = theme.supports.filter(organization=organization).delete()
    if count:
        journaled.tell(
            actor=actor, verb="meetings.withdraw_support", subject=theme, club=theme.club,
            details={"organization": organization.pk},
        )  # fmt: skip
    return bool(count)


@transaction.atomic
def turn_theme(*, theme: Theme, verb: str, actor: User | None, reply: str = "") -> Theme:
    """Carry one verb of THEME_VERBS out, with the sentence that members read. The same state again changes the
    sentence only. Refuses (field `reply`) to set a theme aside without a word."""
    starts, state = THEME_VERBS[verb]
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    reply = reply.strip()
    if verb == "set_aside" and not reply:
        raise Refusal(_("Dites en une phrase pourquoi : on l'a proposé parce qu'il compte."), field="reply")
    before = theme.state
    if before not in starts | {state}:
        raise Refusal(
            _("Ce thème est noté « %(state)s » : rouvrez-le d'abord.") % {"state": theme.get_state_display()},
            code="state",
        )
    if before == state and reply == theme.reply:
        return theme
    theme.state, theme.reply = state, reply
    theme.save(update_fields=["state", "reply", "updated_at"])
    journaled.tell(
        actor=actor, verb=f"meetings.{verb}_theme", subject=theme, club=theme.club, details={"before": before}
    )
    return theme


@transaction.atomic
def withdraw_theme(*, theme: Theme, actor: User | None) -> None:
    """Take a proposal off the list. Refuses once others are concerned, or once the club did something of it."""
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    if theme.supports.exclude(organization=theme.proposed_by_id).exists():
        raise Refusal(
            _("D'autres structures sont concernées : ce thème est aussi le leur. L'animation peut le mettre de côté."),
            code="shared",
        )
    if theme.state != ThemeState.PROPOSED or theme.meetings.exists():
        raise Refusal(_("Le club s'est saisi de ce thème : son histoire reste."), code="state")
    journaled.tell(
        actor=actor, verb="meetings.withdraw_theme", subject=theme, club=theme.club, details={"title": theme.title}
    )
    theme.delete()


def _titled(title: str) -> str:
    if not (title := " ".join(title.split())):
        raise Refusal(_("Un thème tient d'abord en quelques mots."), field="title")
    return title[:120]


def _must_be_member(club: Club, organization: Organization) -> None:
    rows = Membership.objects.filter(club=club, organization=organization, state=MembershipState.MEMBER)
    if not rows.exists():
        raise Refusal(
            _("%(name)s n'est pas membre de %(club)s.") % {"name": organization.name, "club": club.name},
            code="not_member",
        )
