"""Regions, departments, intermunicipalities (EPCI) and municipalities (communes) of France.

Codes are INSEE's, as text; an intermunicipality is known by its SIREN. Postal codes and municipalities are
many-to-many: a municipality is never derived from a postal code alone.
"""

from django.db import models

from .enums import FormerKind, OutlineKind


class Region(models.Model):
    code = models.CharField(max_length=3, primary_key=True)  # overseas collectivities have three digits
    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="departments")

    def __str__(self) -> str:
        return self.name


class Intermunicipality(models.Model):
    code = models.CharField(max_length=9, primary_key=True)  # SIREN
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, blank=True)  # CC, CA, CU, MET69, METRO
    population = models.PositiveIntegerField(null=True)  # municipal population

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    insee_code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=80)
    folded_name = models.CharField(max_length=80, db_index=True)  # kernel.text.fold(name)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="municipalities")
    intermunicipality = models.ForeignKey(
        Intermunicipality, on_delete=models.SET_NULL, null=True, related_name="municipalities"
    )
    siren = models.CharField(max_length=9, blank=True)
    population = models.PositiveIntegerField(null=True)
    latitude = models.FloatField(null=True)  # WGS 84 degrees
    longitude = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["latitude", "longitude"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                | models.Q(latitude__isnull=True, longitude__isnull=True),
                name="territory_municipality_on_the_globe",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PostalCode(models.Model):
    code = models.CharField(max_length=5, db_index=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="postal_codes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "municipality"], name="territory_postal_code_once")]

    def __str__(self) -> str:
        return self.code


class FormerMunicipality(models.Model):
    """A municipality that was merged, delegated or associated, or a borough of Paris, Lyon or Marseille.

    Its code and name still come in files. The code may be that of the current municipality, when the seat gave it.
    """

    insee_code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=80)
    folded_name = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=12, choices=FormerKind, default=FormerKind.MERGED)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="former_municipalities")

    def __str__(self) -> str:
        return self.name


class Outline(models.Model):
    """The shape of a territory, GeoJSON geometry in WGS 84."""

    kind = models.CharField(max_length=20, choices=OutlineKind)
    code = models.CharField(max_length=9)
    geometry = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="territory_outline_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class HexagonalMap(models.Model):
    """A honeycomb computed once: which cell each municipality of a territory has (essaim.territory.honeycomb)."""

    key = models.CharField(max_length=80, primary_key=True)  # "epci:200072460", or what its owner chose
    cells = models.JSONField()  # INSEE code → [column in half widths, row]
    cell_km = models.FloatField()  # width of a cell
    mean_shift_km = models.FloatField()
    greatest_shift_km = models.FloatField()
    computed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
