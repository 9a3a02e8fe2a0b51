"""What is done once a day."""

from datetime import date

from . import actions


def every_day(today: date) -> None:
    actions.forget_prospects(today=today)
