"""Agreements: begun, completed, made, signed here or on paper. Each version made is kept and never changes."""

import hashlib
from contextlib import ExitStack
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.files.actions import storing
from essaim.files.formats import PDF, safe_name
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization
from essaim.resources.enums import ResourceKind
from essaim.resources.models import Booking
from essaim.resources.moments import last_day, local

from .. import document, mails, words
from ..enums import AGREEMENT_VERBS, AgreementKind, AgreementState, DocumentKind
from ..models import Agreement, AgreementDocument, AgreementSignature, StaffTerms
from ..queries import agreements as queries
from ..queries.ledger import speaks_for

KIND_OF = {
    ResourceKind.ROOM: AgreementKind.PREMISES, ResourceKind.PREMISES: AgreementKind.PREMISES,
    ResourceKind.STORAGE: AgreementKind.PREMISES, ResourceKind.SKILL: AgreementKind.STAFF,
}  # fmt: skip
# Without these an agreement says too little to be signed; the rest of the staff's is what the law asks (`law.py`).
ASKED = ("place", "insurance")
ASKED_OF_LOANS = ("condition",)
ASKED_OF_STAFF = (
    "employee", "qualification", "work", "hours", "features", "wages", "charges", "expenses", "employee_agreed_on"
)  # fmt: skip
STAFF_FIELDS = (*ASKED_OF_STAFF, "trial", "lender_council", "borrower_council")


@transaction.atomic
def begin(
    *, club: Club, kind: str, lender: Organization, borrower: Organization, actor: User | None, starts_on: date,
    ends_on: date, thing: str, booking: Booking | None = None, **facts: Any,
) -> Agreement:  # fmt: skip
    """A draft. Refuses oneself or a structure that is no member (field `other`), an end before the beginning
    (`ends_on`), nothing said (`thing`)."""
    Club.objects.select_for_update().get(pk=club.pk)
    if lender.pk == borrower.pk or members_of(club).filter(pk__in=[lender.pk, borrower.pk]).count() != 2:
        raise Refusal(_("Une convention lie deux membres du club."), code="not_member", field="other")
    _check(starts_on, ends_on, thing)
    number = (Agreement.objects.filter(club=club).aggregate(most=Max("number"))["most"] or 0) + 1
    agreement = Agreement.objects.create(
        club=club, number=number, kind=AgreementKind(kind), lender=lender, borrower=borrower, booking=booking,
        resource=booking.resource if booking else None, starts_on=starts_on, ends_on=ends_on,
        thing=" ".join(thing.split())[:200], written_by=actor, **facts,
    )  # fmt: skip
    if agreement.is_staff:
        StaffTerms.objects.create(club=club, agreement=agreement)
    _journal("agreement_begin", agreement, actor)
    return agreement


def _check(starts_on: date, ends_on: date, thing: str) -> None:
    if ends_on < starts_on:
        raise Refusal(_("La fin vient avant le début."), code="end_before_start", field="ends_on")
    if not thing.strip():
        raise Refusal(_("Dites ce qui est prêté."), code="missing", field="thing")


def begin_from_booking(*, booking: Booking, actor: User | None) -> Agreement:
    """The same, filled from a booking and its means. Refuses (code `no_pair`) one's own means and outsiders."""
    resource = booking.resource
    if booking.borrower is None or booking.borrower_id == resource.owner_id:
        raise Refusal(_("Une convention lie deux membres du club."), code="no_pair")
    where = ", ".join(filter(None, [resource.address, str(resource.municipality or "")]))
    count = f"{booking.quantity} × " if booking.quantity > 1 else ""
    return begin(
        club=booking.club, kind=KIND_OF.get(ResourceKind(resource.kind), AgreementKind.EQUIPMENT),
        lender=resource.owner, borrower=booking.borrower, actor=actor, booking=booking,
        starts_on=local(booking.starts_at).date(), ends_on=last_day(booking.starts_at, booking.ends_at),
        thing=f"{count}{resource.name}", purpose=booking.purpose, place=where[:200],
        condition=words.condition_of(booking), deposit=booking.deposit, insurance=resource.insurance,
        rules=resource.rules,
    )  # fmt: skip


@transaction.atomic
def update(*, agreement: Agreement, actor: User | None, **facts: Any) -> Agreement:
    """Complete a draft: fields of `Agreement`, and those of its staff terms. Refuses what is no draft (`state`)."""
    row = _lock(agreement)
    if row.state != AgreementState.DRAFT:
        raise Refusal(_("Cette convention est faite : rouvrez-la pour la changer."), code="state")
    staff = {name: facts.pop(name) for name in STAFF_FIELDS if name in facts}
    _check(facts.get("starts_on", row.starts_on), facts.get("ends_on", row.ends_on), facts.get("thing", row.thing))
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    if row.is_staff:
        for name, value in staff.items():
            setattr(row.staff, name, value)
        row.staff.save()
    _journal("agreement_update", row, actor)
    return row


def missing_in(agreement: Agreement) -> list[str]:
    """The fields without which it cannot be made, in the order of the page."""
    asked = list(ASKED) if agreement.is_staff else [*ASKED, *ASKED_OF_LOANS]
    missing = [name for name in asked if not getattr(agreement, name)]
    if agreement.is_staff:
        missing += [name for name in ASKED_OF_STAFF if not getattr(agreement.staff, name)]
    return missing


def make(*, agreement: Agreement, actor: User | None) -> Agreement:
    """Set it on paper, and ask both to sign. Refuses what lacks something (code `missing`, its first field)."""
    with ExitStack() as kept, transaction.atomic():
        row = _lock(agreement)
        if missing := missing_in(row):
            raise Refusal(
                _("Il manque cette réponse pour faire la convention."),
                code="missing", field=missing[0],
            )  # fmt: skip
        _turn("make", row, version=row.version + 1)
        _keep(kept, row, DocumentKind.AGREEMENT, document.agreement_pdf(row), actor)
        if row.is_staff:
            _keep(kept, row, DocumentKind.RIDER, document.rider_pdf(row), actor)
        _journal("agreement_make", row, actor)
        mails.to_sign(row)
    return row


def _keep(kept: ExitStack, row: Agreement, kind: str, pdf: bytes, actor: User | None) -> AgreementDocument:
    names = {
        DocumentKind.AGREEMENT: f"Convention {row.number} v{row.version}",
        DocumentKind.RIDER: f"Avenant {row.number} v{row.version}",
        DocumentKind.SIGNED: f"Convention {row.number} v{row.version} signée",
    }
    name = safe_name(names[DocumentKind(kind)] + ".pdf", PDF)
    found = AgreementDocument(
        club=row.club, agreement=row, kind=kind, version=row.version, file_name=name, content_type=PDF, size=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(), added_by=actor,
    )  # fmt: skip
    kept.enter_context(storing(found, ContentFile(pdf, name)))
    found.save()
    return found


@transaction.atomic
def rework(*, agreement: Agreement, actor: User) -> Agreement:
    """Open it again to change it. The version made stays, with who had signed it; the next is signed anew."""
    row = _lock(agreement)
    _turn("rework", row)
    _journal("agreement_rework", row, actor)
    return row


@transaction.atomic
def drop(*, agreement: Agreement, actor: User) -> Agreement:
    row = _lock(agreement)
    _turn("drop", row)
    _journal("agreement_drop", row, actor)
    return row


def sign(
    *, agreement: Agreement, organization: Organization, user: User, name: str, role: str, sha256: str
) -> AgreementSignature:
    """Sign the last version in the name of one of the two; the second signature makes the signed copy.

    `sha256`: of the file that was proposed to be read. Refuses: another version has come (`changed`); who may not bind
    the structure (`not_yours`); a name or a role missing (fields `name`, `role`); signed already (`signed`).
    """
    name, role = " ".join(name.split())[:120], " ".join(role.split())[:120]
    with ExitStack() as kept, transaction.atomic():
        row = _lock(agreement)
        paper = queries.current_document(row) if row.state in queries.TO_SIGN else None
        if paper is None:
            raise _not_there(row)
        if paper.sha256 != sha256:
            raise Refusal(
                _("La convention a changé pendant que vous la lisiez : ouvrez la nouvelle avant de signer."),
                code="changed",
            )
        if speaks_for(user, organization) is None or organization.pk not in (row.lender_id, row.borrower_id):
            raise Refusal(
                _("Seule la personne qui représente %(name)s, ou sa suppléance, signe en son nom.")
                % {"name": organization.name},
                code="not_yours",
            )
        for field, value in (("name", name), ("role", role)):
            if not value:
                raise Refusal(_("Il manque cette réponse."), code="missing", field=field)
        if any(one.organization_id == organization.pk for one in queries.signatures_of(paper)):
            raise Refusal(_("C'est déjà signé au nom de %(name)s.") % {"name": organization.name}, code="signed")
        signature = AgreementSignature.objects.create(
            club=row.club, document=paper, organization=organization, user=user, name=name, role=role,
            email=user.email, sha256=sha256,
        )  # fmt: skip
        if row.state == AgreementState.TO_SIGN:
            _turn("sign_first", row)
        else:
            _turn("sign", row)
            _keep(kept, row, DocumentKind.SIGNED, document.agreement_pdf(row, queries.signatures_of(paper)), user)
            mails.signed(row)
        _journal("agreement_sign", row, user, organization=organization.pk, sha256=sha256)
    return signature


@transaction.atomic
def sign_on_paper(*, agreement: Agreement, actor: User, day: date) -> Agreement:
    """Both signed the printed version. Refuses a day to come, or before it was made (field `day`)."""
    row = _lock(agreement)
    if day > timezone.localdate():
        raise Refusal(_("Ce jour est à venir."), code="future", field="day")
    paper = queries.current_document(row)
    if paper is not None and day < timezone.localdate(paper.created_at):
        raise Refusal(_("Cette version n'existait pas encore ce jour-là."), code="early", field="day")
    _turn("sign_on_paper", row, paper_signed_on=day)
    _journal("agreement_sign_on_paper", row, actor)
    mails.signed(row)
    return row


@transaction.atomic
def note_rider(*, agreement: Agreement, actor: User, day: date) -> Agreement:
    """The employee signed the rider, on paper. Refuses a day to come (field `day`), what has no rider (`no_rider`)."""
    row = _lock(agreement)
    if not row.is_staff or not row.version:
        raise Refusal(_("Cette convention n'a pas d'avenant."), code="no_rider")
    if day > timezone.localdate():
        raise Refusal(_("Ce jour est à venir."), code="future", field="day")
    row.staff.rider_signed_on = day
    row.staff.save(update_fields=["rider_signed_on"])
    _journal("agreement_note_rider", row, actor)
    return row


def _lock(agreement: Agreement) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("club", "lender", "borrower")
    return rows.get(pk=agreement.pk)


def _turn(verb: str, row: Agreement, **values: Any) -> None:
    starts, state = AGREEMENT_VERBS[verb]
    if row.state not in starts:
        raise _not_there(row)
    row.state = state
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *values, "updated_at"])


def _not_there(row: Agreement) -> Refusal:
    return Refusal(
        _("Cette convention n'en est plus là : %(state)s.") % {"state": AgreementState(row.state).label.lower()},
        code="state",
    )


def _journal(verb: str, row: Agreement, actor: User | None, **details: Any) -> None:
    journaled.tell(
        actor=actor, verb=f"lending.{verb}", subject=row, club=row.club,
        details={"number": row.number, "version": row.version, **details},
    )  # fmt: skip
