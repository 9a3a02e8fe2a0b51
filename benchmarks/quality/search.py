#!/usr/bin/env python
"""How well the search finds: recall@10 and MRR of labelled queries over any corpus, through the product's own port.

    python benchmarks/quality/search.py QUERIES.csv CORPUS.csv

QUERIES has the columns query,target_id (several lines may share a query, each with one target); CORPUS has
id,title,text. Beside it, on the same corpus and queries: SQLite's FTS5 as it comes (unicode61, bm25, any word).
Nothing is written outside a temporary database; DATABASE_URL chooses the engine.
"""

import argparse
import csv
import os
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FIRST = 10


def read(path: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a CSV file (comma or semicolon, UTF-8) that must have these columns."""
    csv.field_size_limit(10**9)
    with open(path, encoding="utf-8-sig", newline="") as file:
        header = file.readline()
        file.seek(0)
        rows = list(csv.DictReader(file, delimiter=";" if header.count(";") > header.count(",") else ","))
    missing = [column for column in columns if rows and column not in rows[0]]
    if missing:
        sys.exit(f"{path}: the column {', '.join(missing)} is missing; it has {', '.join(rows[0])}")
    return rows


def measure(targets: dict[str, set[str]], answer: Callable[[str], list[str]]) -> dict[str, Any]:
    """Recall@10 and MRR@10 averaged over the queries, and the median time of an answer in milliseconds."""
    recalls, ranks, times = [], [], []
    missed = []
    for query, wanted in targets.items():
        start = time.perf_counter()
        found = answer(query)[:FIRST]
        times.append((time.perf_counter() - start) * 1000)
        if not wanted.intersection(found):
            missed.append(query)
        recalls.append(len(wanted.intersection(found)) / min(len(wanted), FIRST))
        ranks.append(next((1 / rank for rank, one in enumerate(found, 1) if one in wanted), 0.0))
    count = len(targets) or 1
    return {
        "recall@10": sum(recalls) / count,
        "mrr": sum(ranks) / count,
        "missed": missed,
        "ms": sorted(times)[len(times) // 2] if times else 0.0,
    }


def through_the_port(corpus: list[dict[str, str]]) -> Callable[[str], list[str]]:
    """Index the corpus as a source of its own, and answer with the port."""
    from essaim.search.actions import reindex
    from essaim.search.port import Document, Query, Source, select, sources

    def documents(ids: list[int]) -> Iterator[Document]:
        for number in ids:
            row = corpus[number]
            yield Document(number, title=row["title"] or "", names=row["title"] or "", texts=row["text"] or "")

    sources.add("quality", Source("quality", 999, ("none",), documents, lambda: range(len(corpus))))
    reindex(source="quality", ids=range(len(corpus)))

    def answer(query: str) -> list[str]:
        selection = select("quality", Query(text=query))
        rows = selection.ordered(FIRST)[:FIRST]
        return [corpus[int(number)]["id"] for number in selection.columns.ids.view[rows]]

    return answer


def plain_fts5(corpus: list[dict[str, str]]) -> Callable[[str], list[str]]:
    import pysqlite3

    connection = pysqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE plain USING fts5(title, text)")
    connection.executemany(
        "INSERT INTO plain (rowid, title, text) VALUES (?, ?, ?)",
        [(number, row["title"], row["text"]) for number, row in enumerate(corpus)],
    )

    def answer(query: str) -> list[str]:
        words = re.findall(r"\w+", query)
        if not words:
            return []
        asked = " OR ".join(f'"{word}"' for word in words)
        found = connection.execute("SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 10", [asked])
        return [corpus[number]["id"] for (number,) in found]

    return answer


def evaluate(queries: list[dict[str, str]], corpus: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
    """Both measures. Needs Django set up and an empty migrated database."""
    targets: dict[str, set[str]] = defaultdict(set)
    for row in queries:
        targets[row["query"]].add(row["target_id"])
    return {"essaim": measure(targets, through_the_port(corpus)), "plain FTS5": measure(targets, plain_fts5(corpus))}


def main() -> None:
    parser = argparse.ArgumentParser(description="recall@10 and MRR of the search over a labelled corpus")
    parser.add_argument("queries", help="CSV: query,target_id")
    parser.add_argument("corpus", help="CSV: id,title,text")
    parser.add_argument("--misses", action="store_true", help="list the queries whose target is not in the first ten")
    options = parser.parse_args()
    queries, corpus = read(options.queries, ("query", "target_id")), read(options.corpus, ("id", "title", "text"))

    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="essaim-quality-") as home:
        os.environ["ESSAIM_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
        import django

        django.setup()
        from django.db import connection

        connection.settings_dict["TEST"]["NAME"] = (
            f"essaim_quality_{os.getpid()}" if connection.vendor != "sqlite" else None
        )
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            measures = evaluate(queries, corpus)
            print(f"{len(queries)} labels, {len(corpus)} documents, {connection.vendor}")
            print(f"{'':12}{'recall@10':>10}{'MRR':>8}{'ms':>8}")
            for name, values in measures.items():
                print(f"{name:12}{values['recall@10']:>10.3f}{values['mrr']:>8.3f}{values['ms']:>8.1f}")
            if options.misses:
                print("\nNot in the first ten:", *measures["essaim"]["missed"], sep="\n  ")
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
