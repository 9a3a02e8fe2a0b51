"""Reading what is watched."""

from .choices import answers_of, best_for, counts_for, followed_by, is_followed, read_later, scores_on
from .digests import Digest, digest_for, people_to_write_to, version_of
from .notices import notices_of, seen_of
from .profiles import profiles_of, typed_words
from .taught import Taught, interest_of, own_interest, taught_to

__all__ = [
    "Digest", "Taught", "answers_of", "best_for", "counts_for", "digest_for", "followed_by", "interest_of",
    "is_followed", "notices_of", "own_interest", "people_to_write_to", "profiles_of", "read_later", "scores_on",
    "seen_of", "taught_to", "typed_words", "version_of",
]  # fmt: skip
