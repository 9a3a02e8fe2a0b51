"""Kinds of papers: the packaged ones, their rules, what the operator changes."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from django.utils.timezone import localdate

from essaim.kernel.errors import Refusal

from .. import actions
from ..enums import Rule
from ..types import document_type, document_types, is_sensitive, shipped
from .factories import an_owner, make_paper


def last_day(code, **dates):
    return shipped()[code].last_day(**({"issued_on": None, "ends_on": None, "exercise": None} | dates))


def test_the_packaged_kinds():
    kinds = shipped()
    assert len(kinds) >= 20
    assert {kind.rule for kind in kinds.values()} == set(Rule)
    for kind in kinds.values():
        assert kind.name
        assert kind.name_en
        assert kind.about_en
        assert (kind.months > 0) <= (kind.rule in (Rule.MONTHS, Rule.EXERCISE))
    assert {code for code in kinds if is_sensitive(code)} == {"rib", "identite"}
    assert is_sensitive("a kind that the file no longer knows")
    with translation.override("en"):
        assert str(kinds["statuts"]) == "Signed articles of association"


@pytest.mark.parametrize(
    ("code", "dates", "day"),
    [
        ("statuts", {"issued_on": date(2020, 1, 1)}, None),
        ("sirene", {"issued_on": date(2026, 1, 15)}, date(2026, 4, 14)),
        ("vigilance", {"issued_on": date(2026, 8, 31)}, date(2027, 2, 27)),
        ("assurance", {"ends_on": date(2026, 12, 31)}, date(2026, 12, 31)),
        ("comptes", {"exercise": 2025}, date(2027, 6, 30)),
        ("budget", {"exercise": 2026}, date(2026, 12, 31)),
        ("certificat", {}, None),
        ("certificat", {"ends_on": date(2027, 3, 1)}, date(2027, 3, 1)),
    ],
)
def test_last_days(code, dates, day):
    assert last_day(code, **dates) == day


def test_who_is_expected_to_have_what():
    kinds = shipped()
    assert kinds["joafe"].is_for("association", [])
    assert not kinds["joafe"].is_for("cooperative", [])
    assert kinds["kbis"].is_for("cooperative", [])
    assert not kinds["esus"].is_for("cooperative", [])
    assert kinds["esus"].is_for("cooperative", ["esus"])
    assert not kinds["cv"].is_for("association", [])


@pytest.mark.django_db
def test_the_operator_changes_a_rule_and_papers_follow():
    organization, _user = an_owner()
    today = localdate()
    paper = make_paper(organization, "vigilance", issued_on=today - timedelta(days=10))
    by_hand = make_paper(an_owner("Une autre")[0], "vigilance", issued_on=today - timedelta(days=10))
    actions.update_paper(paper=by_hand, actor=None, issued_on=by_hand.issued_on, valid_until=today, by_hand=True)
    kind = actions.set_type(code="vigilance", actor=None, months=1, alert_days=[7, 15, 7])
    assert (kind.months, kind.alert_days, kind.changed) == (1, (15, 7), True)
    paper.refresh_from_db()
    by_hand.refresh_from_db()
    assert today + timedelta(days=16) <= paper.valid_until <= today + timedelta(days=21)
    assert by_hand.valid_until == today
    actions.reset_type(code="vigilance", actor=None)
    paper.refresh_from_db()
    assert document_type("vigilance").months == 6
    assert not document_types()["vigilance"].changed
    assert paper.valid_until > today + timedelta(days=150)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "facts", "field"),
    [
        ("vigilance", {"months": 0, "alert_days": [7]}, "months"),
        ("vigilance", {"months": 999, "alert_days": [7]}, "months"),
        ("vigilance", {"months": None, "alert_days": [7]}, "months"),
        ("statuts", {"alert_days": [0]}, "alert_days"),
        ("statuts", {"alert_days": [400]}, "alert_days"),
        ("statuts", {"alert_days": range(1, 9)}, "alert_days"),
    ],
)
def test_rules_that_are_refused(code, facts, field):
    with pytest.raises(Refusal) as caught:
        actions.set_type(code=code, actor=None, **facts)
    assert caught.value.field == field
