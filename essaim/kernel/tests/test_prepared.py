"""A query written once gives what the ORM gives."""

import pytest
from django.db.models import Q

from essaim.accounts.models import User
from essaim.kernel.prepared import prepared, prepared_objects

pytestmark = pytest.mark.django_db


def active(ids, before):
    return User.objects.filter(Q(email__lt=before), pk__among=ids).order_by("pk").values_list("pk", "email")


def test_the_same_rows_for_any_ids_and_any_other_value(django_assert_num_queries):
    users = [User.objects.create_user(f"{name}@example.org") for name in "abcde"]
    for wanted in (users[:2], users[2:], []):
        ids = [user.pk for user in wanted]
        with django_assert_num_queries(1):
            assert prepared(active, ids, "z") == [(user.pk, user.email) for user in wanted]
        assert prepared(active, ids, "a") == []


def twice(ids):
    return User.objects.filter(Q(pk__among=ids) | Q(pk__among=ids)).values_list("pk")


def test_the_ids_stand_once():
    with pytest.raises(ValueError, match="unpack"):
        prepared(twice, [1])


def whole(ids):
    return User.objects.filter(pk__among=ids).order_by("email")


def test_objects_are_those_of_the_orm(django_assert_num_queries):
    users = [User.objects.create_user(f"{name}@example.org") for name in "abc"]
    ids = [user.pk for user in users]
    expected = list(whole(frozenset(ids)))
    for _time in range(2):
        with django_assert_num_queries(1):
            found = prepared_objects(whole, ids)
        assert [vars(one) | {"_state": None} for one in found] == [vars(one) | {"_state": None} for one in expected]
        assert not found[0]._state.adding
