"""What the index keeps in ordinary tables. The engines add their own: see engines/ and migration 0002."""

from django.db import models


class Change(models.Model):
    """A batch of documents was indexed. Processes compare the last ones they saw to know what to read again.

    `token` is drawn at random: a number that a rolled-back transaction gave back is not taken for the same change.
    `whole` says that everything must be read again.
    """

    token = models.BigIntegerField()
    whole = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.pk}"


class Document(models.Model):
    """A document as it was last indexed. A document taken away stays as a row without text, `alive` false."""

    key = models.BigIntegerField(primary_key=True)  # sources.KEYS_PER_SOURCE × source + object id
    change = models.BigIntegerField(db_index=True)  # no foreign key: written by the thousands, in bulk
    alive = models.BooleanField()
    title = models.CharField(max_length=40)  # folded, shortened: the order of lists
    facets = models.TextField()  # values joined by spaces, facets by "|", in the order of the source
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    length = models.PositiveIntegerField()  # stems of the text, for the ranking
    # Stems in order, each between two spaces, for the ranking.
    a = models.TextField()
    b = models.TextField()
    c = models.TextField()
    d = models.TextField()

    def __str__(self) -> str:
        return f"{self.key} {self.title}"


class Word(models.Model):
    """A word that some document holds or held: the vocabulary for typing errors. The same may come twice."""

    text = models.CharField(max_length=40, db_index=True)
    change = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.text
