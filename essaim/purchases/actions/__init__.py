"""The only writers of purchases."""

from .committing import commit, confirm, withdraw
from .preparing import (
    add_document,
    choose_offer,
    open_purchase,
    remove_offer,
    set_offer,
    start_purchase,
    update_purchase,
)  # fmt: skip
from .turning import cancel, close, deliver, every_day, extend, fall_back, finish, note_payment, order

__all__ = [
    "add_document", "cancel", "choose_offer", "close", "commit", "confirm", "deliver", "every_day", "extend",
    "fall_back", "finish", "note_payment", "open_purchase", "order", "remove_offer", "set_offer", "start_purchase",
    "update_purchase", "withdraw",
]  # fmt: skip
