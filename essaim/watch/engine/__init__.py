"""Which calls concern whom, and why: pure computation, no Django.

What structures are and look for (`facts.Profile`), what they answered before (`lessons.learn`) and what calls say
(`facts.Notice`) go to `scoring.score`, which gives 0 to 100 for each pair, and to `explaining.explain`, which gives the
facts that a sentence is made of. docs/decisions/0086-watch.md says why it is built so.
"""

from .explaining import explain
from .facts import Notice, Profile
from .lessons import NOTHING, Decision, Lesson, learn
from .scoring import Weights, score

__all__ = ["NOTHING", "Decision", "Lesson", "Notice", "Profile", "Weights", "explain", "learn", "score"]
