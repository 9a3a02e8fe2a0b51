"""What follows: the answer, questions, money, reports, what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.dossiers.models import Dossier, Partner
from essaim.kernel.models import Dated

from ..enums import ReportKind


class Outcome(Dated):
    """What the funder answered beside won or lost (which the dossier says). `asked_cents` as it was sent.

    `agreement_on`: the day when the agreement was signed (asked above 23,000 €: décret 2001-495, art. 1).
    `year_end`: the last day of the exercise for which the money is given.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="outcome")
    asked_cents = models.PositiveBigIntegerField(null=True, blank=True)
    granted_cents = models.PositiveBigIntegerField(null=True, blank=True)
    reference = models.CharField(_("Référence de la décision"), max_length=120, blank=True)
    agreement_on = models.DateField(_("Convention signée le"), null=True, blank=True)
    year_end = models.DateField(_("Fin de l'exercice financé"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.dossier)


class Question(Dated):
    """Asked by the funder."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="funder_questions")
    asked_on = models.DateField(_("Posée le"))
    words = models.TextField(_("La question"), max_length=3000)
    answer_by = models.DateField(_("Répondre avant le"), null=True, blank=True)
    answer = models.TextField(_("Ce que nous avons répondu"), max_length=5000, blank=True)
    answered_on = models.DateField(_("Répondu le"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="submissions_question_said"),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="") | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="submissions_question_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class Payment(Dated):
    """A part of the money for a partner: planned, received from the funder, paid over to the partner."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="payments")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="payments")
    label = models.CharField(_("Pour quoi"), max_length=120)
    cents = models.PositiveBigIntegerField()
    planned_on = models.DateField(_("Prévu le"))
    received_on = models.DateField(_("Reçu du financeur le"), null=True, blank=True)
    paid_on = models.DateField(_("Versé au partenaire le"), null=True, blank=True)

    class Meta:
        ordering = ["planned_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(label="") & Q(cents__gte=1), name="submissions_payment_said"),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(received_on__isnull=False), name="submissions_payment_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class ReportDue(Dated):
    """A report to send. `sent_on` None: not yet. `told_days`: the last reminder said « in so many days »."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(_("Quoi"), max_length=9, choices=ReportKind, default=ReportKind.FINANCIAL)
    title = models.CharField(_("Précision"), max_length=120, blank=True)
    due_on = models.DateField(_("Avant le"))
    sent_on = models.DateField(_("Envoyé le"), null=True, blank=True)
    told_days = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name_plural = "reports due"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="submissions_report_kind"),
            models.UniqueConstraint(fields=["club", "dossier", "kind", "due_on"], name="submissions_report_once"),
        ]
        indexes = [models.Index(fields=["due_on", "sent_on"], name="submissions_report_due")]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class Indicator(Dated):
    """What is counted to say whether it works: « repas servis », goal 12,000."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="indicators")
    title = models.CharField(_("Ce que l'on compte"), max_length=120)
    unit = models.CharField(_("Unité"), max_length=30, blank=True)
    target = models.DecimalField(_("Objectif"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="submissions_indicator_titled"),
            models.UniqueConstraint(fields=["club", "dossier", "title"], name="submissions_indicator_once"),
        ]

    def __str__(self) -> str:
        return self.title


class IndicatorValue(Dated):
    """What was counted on a day; a value for each day."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    on = models.DateField(_("Le"))
    value = models.DecimalField(_("Compté"), max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "indicator", "on"], name="submissions_value_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.on}"
