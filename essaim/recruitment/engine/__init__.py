"""Posts that several structures share: pure computation, no Django.

A list of needs (`problem.Need`) and what a decent job is (`problem.Rules`) go to `solve.combine`, which gives the posts
to propose, others that would do, the objective, a bound that no choice of posts can pass, and the gap between the two.
docs/decisions/0077-shared-posts.md says why it is built so.
"""

from .arrange import Part, Post, arrange
from .problem import Need, Rules, distance
from .solve import Answer, combine, greedy

__all__ = ["Answer", "Need", "Part", "Post", "Rules", "arrange", "combine", "distance", "greedy"]
