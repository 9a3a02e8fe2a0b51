"""The only writers of the index. Called in the transaction of the change that they follow."""

import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from django.db import transaction

from essaim.kernel.memory import without_collections
from essaim.kernel.progress import steps
from essaim.kernel.text import fold

from . import vocabulary
from .engines import Row, engine
from .models import Change, Word
from .models import Document as Stored
from .sources import Document, Source, sources
from .text import analyse

BATCH = 2000
NOTHING = ("", "", "", "")


@transaction.atomic
def reindex(*, source: str, ids: Iterable[int]) -> int:
    """Bring the index of these objects up to date; those that their source no longer shows leave it.

    Returns how many documents the index now holds among them.
    """
    spring = sources[source]
    distinct = sorted(set(ids))
    if not distinct:
        return 0
    change = _new_change()
    return sum(_write(spring, distinct[start : start + BATCH], change) for start in range(0, len(distinct), BATCH))


@without_collections()
@transaction.atomic
def reindex_all(*, quiet: bool = True) -> int:
    """Build the whole index again, for every source. Returns how many documents it holds."""
    engine().drop()
    Stored.objects.all().delete()
    Word.objects.all().delete()
    engine().create()
    change = _new_change(whole=True)
    held = 0
    for source in sources:
        ids = iter(source.ids())
        with steps(f"Indexing {source.name}", quiet=quiet) as progress:
            while batch := list(islice(ids, BATCH)):
                held += _write(source, batch, change, fresh=True)
                progress.advance(len(batch))
    engine().tidy()
    return held


def _new_change(*, whole: bool = False) -> int:
    return Change.objects.create(token=secrets.randbits(62), whole=whole).pk


def _write(source: Source, ids: Sequence[int], change: int, *, fresh: bool = False) -> int:
    rows: list[Row] = []
    words: set[str] = set()
    rows += (_row(source, document, words) for document in source.documents(list(ids)))
    held = len(rows)
    shown = {row.key for row in rows}
    gone = [key for number in ids if (key := source.first_key + number) not in shown]
    if gone and not fresh:
        held_before = Stored.objects.filter(key__in=gone, alive=True).values_list("key", flat=True)
        rows += [Row(key, False, "", "", None, None, 0, NOTHING, NOTHING) for key in held_before]
    engine().write(rows, change, fresh=fresh)
    Word.objects.bulk_create([Word(text=word, change=change) for word in vocabulary.unknown(words)], batch_size=400)
    return held


# The same communes, the same few trades, come back from one document to the next.
_analyse_again = lru_cache(maxsize=2_000)(analyse)


def _row(source: Source, document: Document, words: set[str]) -> Row:
    fields = (
        analyse(document.names, names=True),
        _analyse_again(document.skills),
        analyse(document.texts),
        _analyse_again(document.places),
    )
    for field in fields:
        words |= field.words
    latitude, longitude = document.position or (None, None)
    return Row(
        key=source.first_key + document.object_id,
        alive=True,
        title=fold(document.title)[:40],
        facets="|".join([" ".join(document.facets.get(name, ())) for name in source.facets]),
        latitude=latitude,
        longitude=longitude,
        length=fields[1].length + fields[2].length,
        stems=(fields[0].stems, fields[1].stems, fields[2].stems, fields[3].stems),
        tokens=(fields[0].tokens, fields[1].tokens, fields[2].tokens, fields[3].tokens),
    )
