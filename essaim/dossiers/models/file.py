"""The parts of the file that the team writes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.writing.models import Text

from ..enums import SectionState
from .composition import Partner
from .dossier import Dossier

PAGE = 2800  # characters of one page, as the technical notes of buyers are laid out


class Section(Dated):
    """Its words are a text of `essaim.writing`. `most_characters`, `most_pages`: what the funder accepts, None without
    limit."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("Titre"), max_length=160)
    guidance = models.TextField(_("Ce qui est attendu"), max_length=2000, blank=True)
    most_characters = models.PositiveIntegerField(_("Caractères au plus"), null=True, blank=True)
    most_pages = models.PositiveSmallIntegerField(_("Pages au plus"), null=True, blank=True)
    owner = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, blank=True, related_name="sections")
    state = models.CharField(max_length=9, choices=SectionState, default=SectionState.TO_WRITE)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="dossier_section")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SectionState.values) & ~Q(title=""), name="dossiers_section_said"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def limit(self) -> int | None:
        """How many characters it may hold, of both limits the lower; None without."""
        found = [one for one in (self.most_characters, self.most_pages and self.most_pages * PAGE) if one]
        return min(found) if found else None

    @property
    def over(self) -> int:
        """How many characters are too many, 0 within the limit. Reads `text`."""
        return max(0, len(self.text.content) - self.limit) if self.limit else 0
