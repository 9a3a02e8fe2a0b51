"""What every model of the house shares."""

from django.db import models


class Dated(models.Model):
    """When a row was made and last changed (UTC)."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
