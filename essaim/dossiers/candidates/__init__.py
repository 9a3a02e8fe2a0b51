"""Who might be in a team, as the engine knows them: members of the club and, if asked, structures of its territory."""

from .covering import EXACT, IN_ONE, is_read, status_of
from .pool import BUSY, Asked, Pool, as_asked, pool_for

__all__ = ["BUSY", "EXACT", "IN_ONE", "Asked", "Pool", "as_asked", "is_read", "pool_for", "status_of"]
