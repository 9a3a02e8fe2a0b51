"""People are made once by address, from as many processes as one likes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from essaim.accounts.actions import create_person, update_person
from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from .factories import make_user


@pytest.mark.django_db
def test_a_new_person_has_no_password_and_an_address_to_verify():
    person = create_person(email=" Odile@Example.org ", name="Odile Lefebvre")
    assert person.email == "odile@example.org"
    assert not person.has_usable_password()
    assert not person.is_operator
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.primary, address.verified) == ("odile@example.org", True, False)


@pytest.mark.django_db
def test_again_gives_the_same_person_and_takes_nothing_away():
    first = create_person(email="odile@example.org", operator=True)
    again = create_person(email="ODILE@example.org", name="Odile")
    assert again.pk == first.pk
    assert again.name == "Odile"
    assert again.is_operator
    assert create_person(email="odile@example.org", name="Autre").name == "Odile"
    assert EmailAddress.objects.count() == 1


@pytest.mark.django_db
def test_a_second_address_is_the_same_person():
    person = make_user("odile@example.org")
    EmailAddress.objects.create(user=person, email="odile@asso.example", verified=True)
    assert create_person(email="odile@asso.example").pk == person.pk


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "odile", "odile@", "a b@example.org"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(Refusal) as refusal:
        create_person(email=address)
    assert refusal.value.field == "email"
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_changing_ones_name_and_language():
    person = make_user()
    update_person(person=person, name="Yvon", language="en")
    person.refresh_from_db()
    assert (person.name, person.language) == ("Yvon", "en")


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_make_one_person():
    def make(_number: int) -> int:
        try:
            return create_person(email="odile@example.org", name="Odile").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(make, range(8)))) == 1
    assert User.objects.count() == EmailAddress.objects.count() == 1
