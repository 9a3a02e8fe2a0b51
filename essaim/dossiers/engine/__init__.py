"""Teams for a joint answer: pure computation, no Django.

What a call asks (`problem.Need`) and who may answer (`problem.Candidate`) go to `solve.compose`, which gives several
teams that differ, each with what it covers, what it lacks, its worth in points, and a bound that no team can pass.
docs/decisions/0085-teams.md says why it is built so.
"""

from .problem import Candidate, Need, NeedKind, Problem, Rules
from .solve import compose, greedy
from .team import Team

__all__ = ["Candidate", "Need", "NeedKind", "Problem", "Rules", "Team", "compose", "greedy"]
