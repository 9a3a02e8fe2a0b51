"""Reading questions: the list, a question and its conversation, what waits for someone."""

from .conversation import Entry, conversation, readers_to_tell
from .helping import helped, people_of_club
from .lists import (
    PARTS,
    QuestionList,
    alike,
    asked_of,
    counts_by_part,
    gave_accepted,
    latest_open,
    me_too_count,
    practices_alike,
    question_list,
    questions_on,
    reached_count,
    says_me_too,
    topics_of,
    waiting_for,
    without_answer_count,
)

__all__ = [
    "PARTS",
    "Entry",
    "QuestionList",
    "alike",
    "asked_of",
    "conversation",
    "counts_by_part",
    "gave_accepted",
    "helped",
    "latest_open",
    "me_too_count",
    "people_of_club",
    "practices_alike",
    "question_list",
    "questions_on",
    "reached_count",
    "readers_to_tell",
    "says_me_too",
    "topics_of",
    "waiting_for",
    "without_answer_count",
]  # fmt: skip
