"""The only writers of meetings, one file per noun."""

from .agenda import add_agenda_item, move_agenda_item, remove_agenda_item, update_agenda_item
from .answers import Journey, answer
from .daily import close_past, every_day, remind_silent
from .door import check_in, undo_check_in
from .feeds import change_calendar_secret
from .invitations import add_person, enrol, invite, invite_members, uninvite
from .meetings import announce, cancel, close, create_meeting, duplicate, update_meeting
from .replies import take_reply

__all__ = [
    "Journey", "add_agenda_item", "add_person", "announce", "answer", "cancel", "change_calendar_secret", "check_in",
    "close", "close_past", "create_meeting", "duplicate", "enrol", "every_day", "invite", "invite_members",
    "move_agenda_item", "remind_silent", "remove_agenda_item", "take_reply", "undo_check_in", "uninvite",
    "update_agenda_item", "update_meeting",
]  # fmt: skip
