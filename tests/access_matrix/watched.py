"""Which calls concern whom: their rows. The calls are those of `called`."""

from .called import SHARED
from .rows import CLUB, MEMBERS, MEMBERS_ACT, ORGANISERS, Row

# In the name of a structure of one's own: only the member has one.
THEY_ACT = (302, 404, 302, 404, 404, 404)

WATCH = {
    "watch:for_us": Row(MEMBERS, CLUB),
    "watch:among_us": Row(MEMBERS, CLUB),
    "watch:answer": Row(THEY_ACT, SHARED, "post", {"verdict": "no", "raison": "time"}),
    "watch:take_back": Row(THEY_ACT, SHARED, "post"),
    "watch:interests": Row(MEMBERS, CLUB),
    "watch:club_interests": Row(ORGANISERS, CLUB),
    "watch:forget": Row(THEY_ACT, CLUB, "post"),
    "watch:rhythm": Row(MEMBERS_ACT, CLUB, "post", {"rhythm": "daily"}),
    "watch:deadlines": Row(MEMBERS, CLUB),
    # An address that a calendar asks for, without account: the secret opens it.
    "watch:feed": Row((200,) * 6, {**CLUB, "secret": "call_feed_secret"}),
}
