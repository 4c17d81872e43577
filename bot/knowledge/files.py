"""The files of the knowledge base, and what lies about among them that is none."""

import errno
import re
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.link_log import LINKS_FILE
from bot.knowledge.problems import Problem, Severity
from bot.knowledge.vocabulary import PageKind

SOURCES = "sources"
POSTINGS = "postings"
STATES = "states"
_MOST_BYTES = 256_000
"""Of one file: the longest that ships has 90,000, and what takes minutes to refuse has millions."""
_NOT_PAGES = frozenset({"README.md", "LICENSE", LINKS_FILE})
_ENDINGS: dict[str, str] = {**dict.fromkeys(PageKind, ".md"), SOURCES: ".yaml", POSTINGS: ".yaml", STATES: ".yaml"}

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Control characters, and those that turn the direction of what stands behind them."""


def knowledge_files(root: Path) -> list[Path]:
    """Return the files that make up the knowledge base, in a stable order."""
    return sorted(
        path
        for folder, ending in _ENDINGS.items()
        for path in (root / folder).glob(f"*{ending}")
        if path.name not in _NOT_PAGES and not path.name.startswith(".") and not path.is_dir()
    )


def read_texts(root: Path) -> tuple[dict[tuple[str, Path], str], list[Problem]]:
    """Return the text of each file by its folder and path, and what of them cannot be read."""
    texts: dict[tuple[str, Path], str] = {}
    problems: list[Problem] = []
    for path in knowledge_files(root):
        try:
            text = _text_of(path)
            if unseen := _unseen_in(path, text):
                problems.append(unseen)
            else:
                texts[path.parent.name, path] = text
        except UnicodeDecodeError:
            problems.append(Problem(path, 1, "the file is not UTF-8 text"))
        except OSError as error:
            problems.append(Problem(path, 1, f"the file cannot be read: {error.strerror}"))
    if not texts and not problems:
        problems.append(
            Problem(root, 1, "there are no pages in this folder; set KNOWLEDGE_DIR to the one with the pages")
        )
    return texts, [*problems, *_ignored(root)]


def _ignored(root: Path) -> Iterator[Problem]:
    """Yield a warning for each file that is not read, and an error for a folder that is closed."""
    for folder, ending in _ENDINGS.items():
        try:
            entries = sorted((root / folder).iterdir())
        except FileNotFoundError:
            continue
        except OSError as error:
            yield Problem(root / folder, 1, f"the folder cannot be read: {error.strerror}")
            continue
        for path in entries:
            if path.name not in _NOT_PAGES and (why := _why_ignored(path, ending)):
                yield Problem(path, 1, f"this is ignored: {why}", Severity.WARNING)


def _why_ignored(path: Path, ending: str) -> str | None:
    if path.name.startswith("."):
        return "its name begins with a dot, as those of macOS and editors do"
    if path.is_dir():
        return "it is a folder; pages lie in the folder of their kind, and not deeper"
    if path.suffix != ending:
        return f"here, files end with {ending}"
    return None


def _text_of(path: Path) -> str:
    """Return a file's text; raises OSError for one that is too large, and for a pipe or a device, which have no end."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no ordinary file")
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise OSError(errno.EFBIG, f"it has more than {_MOST_BYTES // 1000} KB; divide it")
    text = content.decode("utf-8-sig")  # some editors put a mark before it
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unseen_in(path: Path, text: str) -> Problem | None:
    """Return where the first character stands that nobody sees and that a screen may act on, such as NUL."""
    found = _UNSEEN.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return Problem(path, line, f"a character that nobody sees (U+{ord(found.group()):04X}) stands here; delete it")
