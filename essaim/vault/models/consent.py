"""« Pour ce dossier, et lui seul »: a paper lent to be read, for one purpose."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from essaim.kernel.models import Dated

from .paper import Paper


class Consent(Dated):
    """Whoever the purpose names may read the paper: `purpose` is a name of `purposes.purposes`, `purpose_id` the key of
    a row of the app that registered it. Until it is revoked, or past `expires_on` (None: as long as the purpose is
    open)."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    purpose_id = models.PositiveBigIntegerField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    given_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="vault_consent_purpose"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("given_on")), name="vault_consent_expires_after"
            ),
            models.UniqueConstraint(
                fields=["paper", "purpose", "purpose_id"], condition=Q(revoked_at=None), name="vault_consent_once"
            ),
        ]
        indexes = [models.Index(fields=["purpose", "purpose_id"], name="vault_consent_for")]

    def __str__(self) -> str:
        return f"{self.paper} → {self.purpose} {self.purpose_id}"
