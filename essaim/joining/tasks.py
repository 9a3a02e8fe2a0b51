"""What is done once a day."""

from datetime import date

from . import actions


def every_day(today: date) -> None:
    actions.admit_silently(today=today)
    actions.remind_sponsors(today=today)
    actions.forget_unconfirmed()
    actions.forget_prospects(today=today)
