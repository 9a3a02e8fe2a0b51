"""Reading what is watched."""

from .choices import (
    answers_of,
    best_for,
    best_scores,
    best_scores_each,
    calls_for_members,
    concerned_by,
    counts_for,
    followed_by,
    good_ones_to_look_at,
    interested_in,
    own_answers,
    own_answers_on,
)
from .digests import Digest, digest_for, people_to_write_to, rhythm_of, version_of
from .notices import notices_of, seen_of
from .profiles import profiles_of, typed_words
from .taught import Deduced, Taught, deduced_of, interest_of, taught_to

__all__ = [
    "Deduced", "Digest", "Taught", "answers_of", "best_for", "best_scores", "best_scores_each",
    "calls_for_members", "concerned_by", "counts_for", "deduced_of", "digest_for", "followed_by",
    "good_ones_to_look_at", "interest_of", "interested_in", "notices_of", "own_answers", "own_answers_on",
    "people_to_write_to", "profiles_of", "rhythm_of", "seen_of", "taught_to", "typed_words", "version_of",
]  # fmt: skip
