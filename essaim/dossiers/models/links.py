"""What opens a dossier to someone without account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated

from ..enums import LinkKind
from .composition import Partner, new_secret
from .dossier import Dossier, person


class AccessLink(Dated):
    """`partner` for the person of an outside partner, None for a reader (the funder). `until`: its last day.

    The address is made of the row, its secret and its e-mail address, signed: see `links`. Used, it notes `seen_at`.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=7, choices=LinkKind)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    name = models.CharField(_("Pour qui"), max_length=120)
    email = models.EmailField(_("Son adresse e-mail"), blank=True)
    secret = models.CharField(max_length=40, default=new_secret)
    until = models.DateField(_("Jusqu'au"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    author = models.ForeignKey(**person)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=LinkKind.PARTNER, partner__isnull=False) | Q(kind=LinkKind.READER, partner=None),
                name="dossiers_link_kind",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="dossiers_link_named"),
            # One link of a partner serves at a time: making another withdraws the first.
            models.UniqueConstraint(
                fields=["club", "partner"], condition=Q(partner__isnull=False, withdrawn_at=None),
                name="dossiers_link_one_alive",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} · {self.dossier}"
