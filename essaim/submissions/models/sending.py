"""What will leave, and what left: kept unchanged for ever."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.dossiers.models import Dossier
from essaim.files.models import KeptFile
from essaim.kernel.models import Dated

from ..enums import Channel

PATTERN = "{numero:02}_{nom}"


class FilePlan(Dated):
    """What the archive holds and how it is named. `chosen`: names of `documents.DOCUMENTS`.

    `pattern`: how a file is called, from {numero}, {nom}, {projet}, {structure}. `addressee`, `subject`, `lots`: as
    the forms of the buyer or funder say them; `letter`: the words of the letter, in Markdown.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="file_plan")
    chosen = models.JSONField(default=list)
    pattern = models.CharField(_("Comment nommer les fichiers"), max_length=120, default=PATTERN)
    addressee = models.CharField(_("À qui le dossier s'adresse"), max_length=300, blank=True)
    subject = models.CharField(_("Objet, comme l'appel le dit"), max_length=300, blank=True)
    lots = models.CharField(_("Lots auxquels vous répondez"), max_length=160, blank=True)
    letter = models.TextField(_("La lettre"), max_length=6000, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(pattern=""), name="submissions_plan_pattern")]

    def __str__(self) -> str:
        return str(self.dossier)


class Attachment(KeptFile):
    """A file that leaves beside what is made here: a signed form, a plan, a note. `title` names it in the archive."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(_("Ce que c'est"), max_length=120)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "dossier", "sha256"], name="submissions_attachment_once"),
            models.CheckConstraint(condition=~Q(title=""), name="submissions_attachment_titled"),
        ]


class Sending(KeptFile):
    """What left: the archive, byte for byte, and its manifest (name, size, sha256 of each file). The database refuses
    any change to it (migration `0002_frozen`).

    `receipt`: the number that the platform gave. `sent_by`: the name of who sent it. `despite`: why it left while
    something blocked, in the lead's words. `composition`: hash of the team that was sent.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="sending")
    sent_at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel)
    receipt = models.CharField(_("Numéro d'accusé de réception"), max_length=120, blank=True)
    sent_by = models.CharField(max_length=160)
    manifest = models.JSONField()
    asked_cents = models.PositiveBigIntegerField(null=True, blank=True)
    despite = models.TextField(max_length=1000, blank=True)
    despite_of = models.JSONField(default=list, blank=True)
    composition = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="submissions_sending_channel"),
            models.CheckConstraint(condition=~Q(sent_by=""), name="submissions_sending_signed"),
        ]


class Proof(KeptFile):
    """What shows that it was received: a receipt, the picture of a screen, a postal slip. Added, never changed."""

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="proofs")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "sending", "sha256"], name="submissions_proof_once"),
        ]
