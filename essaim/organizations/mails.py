"""The messages of organizations, one function each. The outbox takes them through a hook, in the act's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from essaim.kernel.hooks import mail_requested
from essaim.kernel.text import typographic

from . import queries
from .models import Correction, Organization, PageClaim, Representation
from .structured import absolute


@contextmanager
def _language(code: str) -> Iterator[None]:
    with translation.override(code if code in ("fr", "en") else "fr"):
        yield


def _send(*, kind: str, to: str, subject: str, paragraphs: list[str], key: str) -> None:
    language = translation.get_language() or "fr"
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"
    if language == "fr":
        subject, text = typographic(subject), typographic(text)
    mail_requested.tell(
        kind=f"organizations.{kind}", to=to, language=language, subject=subject, text=text, html="",
        key=f"organizations.{kind}:{key}", club=None,
    )  # fmt: skip


def correction_suggested(correction: Correction) -> None:
    """To those who keep the page, or to the operator when nobody does."""
    organization = correction.organization
    for address, language in queries.addresses_of_editors(organization):
        with _language(language):
            _send(
                kind="correction_suggested",
                to=address,
                subject=_("Une correction proposée sur la fiche « %(name)s »") % {"name": organization.name},
                paragraphs=[
                    _("%(who)s propose une correction : %(field)s.")
                    % {"who": correction.name or _("Quelqu'un"), "field": correction.get_field_display().lower()},
                    _("« %(text)s »") % {"text": correction.text},
                    _("Lisez-la et répondez ici :"),
                    absolute(reverse("organizations:asked", args=[organization.pk])),
                ],
                key=f"{correction.pk}:{address}",
            )


def correction_settled(correction: Correction) -> None:
    """To whoever suggested it, when they left an address."""
    if not correction.email:
        return
    with _language(correction.language):
        applied = correction.state == "applied"
        _send(
            kind="correction_settled",
            to=correction.email,
            subject=_("Votre correction de la fiche « %(name)s »") % {"name": correction.organization.name},
            paragraphs=[
                _("Merci : la fiche est corrigée.")
                if applied
                else _("Merci de votre attention. La fiche reste telle quelle."),
                correction.answer,
                absolute(correction.organization.get_absolute_url()),
            ],
            key=str(correction.pk),
        )


def claim_code(claim: PageClaim, code: str) -> None:
    """To the organization's own public address: whoever reads it belongs there."""
    with _language(claim.user.language):
        _send(
            kind="claim_code",
            to=claim.organization.email,
            subject=_("Le code pour tenir la fiche « %(name)s »") % {"name": claim.organization.name},
            paragraphs=[
                _("%(who)s (%(email)s) demande à tenir la fiche de votre structure : %(role)s.")
                % {"who": claim.user, "email": claim.user.email, "role": claim.role},
                _("Si vous êtes d'accord, donnez-lui ce code, valable 24 heures : %(code)s") % {"code": code},
                _("Si vous ne connaissez pas cette personne, gardez le code pour vous : rien ne se passera."),
            ],
            key=f"{claim.pk}:{claim.code_digest[:12]}",
        )


def claim_to_review(claim: PageClaim) -> None:
    """To those who keep the page, and to the operator."""
    for address, language in queries.addresses_of_reviewers(claim.organization):
        with _language(language):
            _send(
                kind="claim_to_review",
                to=address,
                subject=_("%(who)s demande à tenir la fiche « %(name)s »")
                % {"who": claim.user, "name": claim.organization.name},
                paragraphs=[
                    _("Fonction indiquée : %(role)s.") % {"role": claim.role},
                    claim.message,
                    _("Répondez ici :"),
                    absolute(reverse("organizations:asked", args=[claim.organization_id])),
                ],
                key=f"{claim.pk}:{address}",
            )


def claim_settled(claim: PageClaim) -> None:
    """To the person who asked."""
    with _language(claim.user.language):
        accepted = claim.state == "accepted"
        _send(
            kind="claim_settled",
            to=claim.user.email,
            subject=_("La fiche « %(name)s »") % {"name": claim.organization.name},
            paragraphs=[
                _("Vous tenez maintenant la fiche de votre structure. Voici par où commencer :")
                if accepted
                else _("Votre demande n'a pas été acceptée."),
                claim.answer,
                absolute(
                    reverse("organizations:edit", args=[claim.organization_id])
                    if accepted
                    else claim.organization.get_absolute_url()
                ),
            ],
            key=str(claim.pk),
        )


def please_confirm(organization: Organization, person: Representation, token: str, today: date) -> None:
    """To the person who represents the organization: one link, one click on the page it opens."""
    with _language(person.user.language if person.user else "fr"):
        _send(
            kind="please_confirm",
            to=person.email or person.user.email,  # type: ignore[union-attr]
            subject=_("La fiche « %(name)s » est-elle toujours juste ?") % {"name": organization.name},
            paragraphs=[
                _("Bonjour %(name)s,") % {"name": person.name},
                _("La fiche de votre structure n'a pas été relue depuis un an. Une minute suffit : ouvrez-la, corrigez "
                  "ce qui a changé, ou dites que tout est juste."),
                absolute(reverse("organizations:confirm_link", args=[token])),
                _("Ce lien vous est personnel et dure six mois."),
            ],
            key=f"{organization.pk}:{today.isoformat()}",
        )  # fmt: skip
