"""NoOverlap holds on both databases, and after the table was made anew."""

from datetime import UTC, datetime

import pytest
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from essaim.kernel.constraints import NoOverlap

pytestmark = pytest.mark.django_db(transaction=True)
PROMISE = NoOverlap(
    same=["room"], ranges=[("first", "past"), ("starts", "ends")], name="kernel_no_overlap", violation_error_code="met"
)


@pytest.fixture
def slot_model():
    class Slot(models.Model):
        room = models.IntegerField()
        first = models.IntegerField()
        past = models.IntegerField()
        starts = models.DateTimeField()
        ends = models.DateTimeField()

        class Meta:
            app_label = "kernel"
            apps = Apps()
            constraints = [PROMISE]

        def __str__(self) -> str:
            return f"{self.room}"

    with connection.schema_editor() as editor:
        editor.create_model(Slot)
    yield Slot
    with connection.schema_editor() as editor:
        editor.delete_model(Slot)


def hour(number: int) -> datetime:
    return datetime(2026, 10, 25, number, tzinfo=UTC)


def add(model, room=1, first=0, past=1, starts=8, ends=10):
    return model.objects.create(room=room, first=first, past=past, starts=hour(starts), ends=hour(ends))


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return "kernel_no_overlap" in str(error)
    return False


def check_it_holds(model):
    one = add(model)
    assert refused(lambda: add(model, starts=9, ends=11))
    assert refused(lambda: add(model, starts=7, ends=12))
    assert refused(lambda: add(model, first=0, past=5, starts=9, ends=10))
    after = add(model, starts=10, ends=12)
    add(model, first=1, past=4)
    add(model, room=2)
    assert refused(lambda: model.objects.filter(pk=after.pk).update(starts=hour(9)))
    assert refused(lambda: model.objects.filter(pk=after.pk).update(first=1, past=2, starts=hour(9)))
    assert not refused(lambda: model.objects.filter(pk=one.pk).update(ends=hour(9)))
    assert not refused(lambda: model.objects.filter(pk=after.pk).update(starts=hour(9)))
    model.objects.all().delete()


def test_it_holds(slot_model):
    check_it_holds(slot_model)


def test_it_survives_a_change_of_the_table(slot_model):
    room = slot_model._meta.get_field("room")
    wider = models.BigIntegerField()
    wider.set_attributes_from_name("room")
    wider.model = slot_model
    with connection.schema_editor() as editor:
        editor.alter_field(slot_model, room, wider)  # SQLite makes the table anew
    check_it_holds(slot_model)


def test_it_is_taken_away_and_put_back(slot_model):
    slot_model._meta.constraints = []
    with connection.schema_editor() as editor:
        editor.remove_constraint(slot_model, PROMISE)
    add(slot_model)
    assert not refused(lambda: add(slot_model))
    slot_model.objects.all().delete()
    slot_model._meta.constraints = [PROMISE]
    with connection.schema_editor() as editor:
        editor.add_constraint(slot_model, PROMISE)
    check_it_holds(slot_model)


def test_a_form_hears_of_it_first(slot_model):
    one = add(slot_model)
    PROMISE.validate(slot_model, one)
    with pytest.raises(ValidationError) as refusal:
        PROMISE.validate(slot_model, slot_model(room=1, first=0, past=3, starts=hour(9), ends=hour(11)))
    assert refusal.value.code == "met"
    PROMISE.validate(slot_model, slot_model(room=1, first=1, past=3, starts=hour(9), ends=hour(11)))


def test_it_is_known_by_what_it_says():
    path, arguments, values = PROMISE.deconstruct()
    assert path == "essaim.kernel.constraints.NoOverlap"
    assert NoOverlap(*arguments, **values) == PROMISE
    assert NoOverlap(*arguments, **{**values, "same": ["floor"]}) != PROMISE
