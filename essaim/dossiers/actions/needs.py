"""What the answer needs."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold

from ..enums import NeedKind
from ..models import Dossier, Need
from .common import lock_open, one_line, told

MOST_NEEDS = 30


@transaction.atomic
def set_need(
    *, dossier: Dossier, actor: User | None, kind: str, label: str, value: str = "", quantity: int | None = None,
    unit: str = "", required: bool = True, need: Need | None = None,
) -> Need:  # fmt: skip
    """Add a need, or change `need`. `value`: what a program compares; a skill's is its folded label. Refuses an empty
    label, or the same twice (field `label`), and more than 30 (`full`)."""
    dossier = lock_open(dossier)
    label = one_line(label)[:120]
    if not label:
        raise Refusal(_("Dites en quelques mots ce qu'il faut."), code="label", field="label")
    if need is None and dossier.needs.count() >= MOST_NEEDS:
        raise Refusal(_("Trente besoins suffisent : regroupez-en."), code="full")
    need = need or Need(club=dossier.club, dossier=dossier)
    need.kind, need.label, need.unit = NeedKind(kind), label, one_line(unit)[:30]
    need.value = value or (fold(label)[:120] if kind == NeedKind.SKILL else "")
    need.quantity, need.required = quantity, required
    try:
        with transaction.atomic():
            need.save()
    except IntegrityError:
        raise Refusal(_("Ce besoin est déjà dit."), code="twice", field="label") from None
    told(dossier, "set_need", actor, label=label)
    return need


@transaction.atomic
def remove_need(*, need: Need, actor: User | None) -> None:
    dossier = lock_open(need.dossier)
    Need.objects.filter(pk=need.pk).delete()
    told(dossier, "remove_need", actor, label=need.label)
