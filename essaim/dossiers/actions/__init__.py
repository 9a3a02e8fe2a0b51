"""The only writers of dossiers."""

from .composing import Place, compose, confirm, hand_over, keep_lead, set_shares, take_over
from .copying import duplicate
from .following import follow_call, follow_membership, follow_merge
from .gathering import propose_meeting
from .linking import enter, make_reader_link, send_link, withdraw_link
from .needs import remove_need, set_need
from .opening import (
    archive,
    begin_writing,
    link_call,
    lose,
    mark_checked,
    open_dossier,
    recruit_again,
    set_form,
    start_dossier,
    submit,
    update_dossier,
    win,
    withdraw,
)
from .planning import (
    decide,
    every_day,
    mark_task,
    propose_plan,
    remove_package,
    remove_task,
    set_package,
    set_task,
)
from .sections import (
    TEXT_KIND,
    add_section,
    edit_section,
    move_section,
    remove_section,
    turn_section,
    use_outline,
)
from .team import (
    accept,
    decline,
    invite,
    invite_outside,
    leave,
    raise_hand,
    say_partant,
    set_contact,
    take_back,
    take_in,
)

__all__ = [
    "TEXT_KIND", "Place", "accept", "add_section", "archive", "begin_writing", "compose", "confirm", "decide",
    "decline", "duplicate", "edit_section", "enter", "every_day", "follow_call", "follow_membership",
    "follow_merge", "hand_over", "invite", "invite_outside", "keep_lead", "leave", "link_call", "lose",
    "make_reader_link", "mark_checked", "mark_task", "move_section", "open_dossier", "propose_meeting",
    "propose_plan", "raise_hand", "recruit_again", "remove_need", "remove_package", "remove_section", "remove_task",
    "say_partant", "send_link", "set_contact", "set_form", "set_need", "set_package", "set_shares", "set_task",
    "start_dossier", "submit", "take_back", "take_in", "take_over", "turn_section", "update_dossier", "use_outline",
    "win", "withdraw", "withdraw_link",
]  # fmt: skip
