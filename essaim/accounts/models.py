"""People. Sign-in itself (passwords, codes, second factor, sessions) is django-allauth's."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from essaim.kernel.models import Dated


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Dated):
    """A person, known by an e-mail address. One person may represent several organizations in several clubs."""

    email = models.EmailField(_("Adresse e-mail"), unique=True)
    name = models.CharField(_("Prénom et nom"), max_length=120, blank=True)
    language = models.CharField(
        _("Langue"), max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr"
    )
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(
        _("Exploitant de l'installation"),
        default=False,
        help_text=_("Peut tout voir et tout régler, dans tous les clubs."),
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)
