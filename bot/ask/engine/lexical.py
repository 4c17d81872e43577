"""Full-text search over pages and passages, in memory: SQLite FTS5 with porter stemming and bm25."""

import sqlite3
from collections.abc import Iterable, Sequence

_TOKENISER = "porter unicode61 remove_diacritics 2"


class LexicalIndex:
    """One FTS5 table of two columns, names and text, without the texts themselves."""

    def __init__(self, rows: Iterable[tuple[str, str]], name_weight: float) -> None:
        """Index rows of (names, text); a hit in names counts `name_weight` times one in the text."""
        # Built in one thread and asked in others, one at a time: the answerer holds a lock.
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(
            f"CREATE VIRTUAL TABLE rows USING fts5(names, text, content='', tokenize='{_TOKENISER}')"
        )
        self._connection.executemany(
            "INSERT INTO rows (rowid, names, text) VALUES (?, ?, ?)",
            ((number, names, text) for number, (names, text) in enumerate(rows)),
        )
        self._connection.execute("INSERT INTO rows (rows) VALUES ('optimize')")
        self._name_weight = name_weight
        self._last: tuple[tuple[str, ...], list[tuple[int, float]]] = ((), [])

    def knows(self, word: str) -> bool:
        """Tell whether any row holds the word."""
        query = "SELECT 1 FROM rows WHERE rows MATCH ? LIMIT 1"
        return self._connection.execute(query, (f'"{word}"',)).fetchone() is not None

    def search(self, words: Sequence[str]) -> list[tuple[int, float]]:
        """Return (row, score) of the rows that hold any of the words; a higher score is better.

        The last answer is remembered: a question is read by several in turn.
        """
        if not words:
            return []
        if tuple(words) != self._last[0]:
            self._last = tuple(words), self._search(words)
        return self._last[1]

    def _search(self, words: Sequence[str]) -> list[tuple[int, float]]:
        query = " OR ".join(f'"{word}"' for word in words)
        found = self._connection.execute(
            "SELECT rowid, -bm25(rows, ?, 1.0) FROM rows WHERE rows MATCH ?", (self._name_weight, query)
        )
        return [(int(row), float(score)) for row, score in found]
