"""What is wrong with a page, told to the person who can mend it."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Kinds of characters: control, format, half a pair, and the ends of lines and paragraphs."""


class Severity(StrEnum):
    """Whether a problem stops the knowledge base from loading."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend, at a line of a file; `line` counts from 1."""

    path: Path
    line: int
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        prefix = "warning: " if self.severity is Severity.WARNING else ""
        return _on_one_line(f"{self.place}:{self.line}: {prefix}{self.message}")

    @property
    def place(self) -> str:
        """Return the file's path, from the current folder where it is below it."""
        here = Path.cwd()
        return str(self.path.relative_to(here) if self.path.is_relative_to(here) else self.path)


def _on_one_line(words: str) -> str:
    """Return words with line ends, and what else a terminal would act on, written out: a file may be named so."""
    return "".join(ascii(sign)[1:-1] if unicodedata.category(sign) in _NOT_SHOWN else sign for sign in words)


class KnowledgeInvalid(Exception):
    """Raised when pages do not validate; carries every problem found in the run."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        super().__init__(f"{errors} problem{'s' if errors != 1 else ''} in the knowledge base")
