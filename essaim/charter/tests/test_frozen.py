"""The database refuses to change what was published or signed, even to raw SQL; on both engines."""

import pytest
from django.db import IntegrityError, connection, transaction

from essaim.charter.models import Signature, Version
from essaim.clubs.tests.factories import make_club, make_member
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .factories import make_version, sign_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def signature():
    club = make_club()
    make_version(club)
    return sign_with(make_representation(make_member(club), make_user()), club)


def raw(table: str, setting: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE charter_{table} SET {setting}")


@pytest.mark.parametrize(
    "setting",
    ["content = content || '!'", "sha256 = ''", "summary = 'Rien.'", "number = number + 1", "sign_by = NULL",
     "kind = 'minor'", "published_at = '2020-01-01 00:00:00'"],
)  # fmt: skip
def test_a_published_version_does_not_change(signature, setting):
    with pytest.raises(IntegrityError):
        raw("version", setting)


@pytest.mark.parametrize(
    "setting", ["name = 'Personne'", "role = 'Rien'", "sha256 = ''", "signed_at = '2020-01-01 00:00:00'"]
)
def test_a_signature_does_not_change(signature, setting):
    with pytest.raises(IntegrityError):
        raw("signature", setting)


def test_the_same_words_written_again_are_no_change(signature):
    before = (signature.version.content, signature.version.sha256, signature.name)
    raw("version", "content = content")
    signature.version.save()
    signature.save()
    kept = Signature.objects.select_related("version").get()
    assert (kept.version.content, kept.version.sha256, kept.name) == before


def test_an_account_that_closes_and_pages_that_become_one_still_may(signature):
    raw("signature", "email = '', user_id = NULL")
    raw("version", "published_by_id = NULL")
    Signature.objects.update(organization=make_organization("L'autre page"))
    assert Version.objects.get().sha256 == Signature.objects.get().sha256
