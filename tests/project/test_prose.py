"""Sentences for people stand in `ui`, or in the error that they belong to."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.kit import errors

BOT = Path(errors.__file__).parents[1]
ROWS = ("model", "engine", "service", "storage")
SENTENCE = re.compile(r"\W*[A-Z0-9“{].*\s\S+\s\S+.*[.!?]\W*", re.DOTALL)
RENDERS = {
    "ask/engine": "makes passages of pages, which are found and shown as they stand",
    "leads/model/link_refusal.py": "is the error of a link, with all its reasons",
    "site": "writes pages; it has no other output",
    "tollcheck/engine": "makes the evidence of a finding, with its figures",
}
"""What is text by its nature, and why."""


def places() -> list[Path]:
    found = [path for row in ROWS for path in (*BOT.glob(f"*/{row}.py"), *BOT.glob(f"*/{row}/**/*.py"))]
    return [path for path in found if not path.relative_to(BOT).as_posix().startswith(tuple(RENDERS))]


def sentences(source: str) -> Iterator[str]:
    """Yield the sentences of a module that are no docstring and no pattern, and belong to no error and no schema."""
    tree = ast.parse(source)
    of_errors = set(_of_errors(tree))
    for node, above in _strings(tree):
        text = _text(node)
        is_said = SENTENCE.fullmatch(text) and "(?" not in text and not isinstance(above[0], ast.Expr)
        if is_said and not of_errors.intersection(above):
            yield f"{node.lineno}: {text}"


def _strings(tree: ast.AST, above: tuple[ast.AST, ...] = ()) -> Iterator[tuple[ast.expr, tuple[ast.AST, ...]]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            yield node, (tree, *above)
        else:
            yield from _strings(node, (tree, *above))


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _of_errors(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what raises, what is an error, what describes a field, and the constants that only these use."""
    allowed = [node for node in ast.walk(tree) if _is_of_error(node)]
    yield from allowed
    inside = {name for node in allowed for name in ast.walk(node) if isinstance(name, ast.Name)}
    for made in tree.body:
        if isinstance(made, ast.Assign) and isinstance(made.targets[0], ast.Name):
            named = {name for name in ast.walk(tree) if isinstance(name, ast.Name) and name.id == made.targets[0].id}
            uses = named - {made.targets[0]}
            if uses and uses <= inside:
                yield made


def _is_of_error(node: ast.AST) -> bool:
    if isinstance(node, ast.ClassDef):
        return any(isinstance(part, ast.FunctionDef) and "super().__init__(" in ast.unparse(part) for part in node.body)
    return isinstance(node, ast.Raise) or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Field"
    )


def test_no_sentence_for_people_stands_below_ui() -> None:
    found = {f"{path.relative_to(BOT)}:{one}" for path in places() for one in sentences(path.read_text("utf-8"))}
    assert found == set()


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        ("def f(): return 'Say who offers it.'", True),
        ("def f(most): return f'{most} leads a day are taken.'", True),
        ("WORDS = {1: 'That member has left.'}", True),
        ("_WORDS = 'That one is gone.'\ndef f(): raise Gone(_WORDS)", False),
        ("class Gone(TollfreeError):\n    def __init__(self): super().__init__('That one is gone.')", False),
        ("def f():\n    'Say who offers it.'", False),
        ("def f(): log.info('%d jobs are given up', 3)", False),
    ],
)
def test_a_sentence_is_known_from_a_docstring_an_error_and_a_log_line(source: str, is_one: bool) -> None:
    assert bool(list(sentences(source))) is is_one
