"""Whoever has an older Python is told so in a sentence."""

import ast
import sys
from pathlib import Path

import pytest

import bot

SOURCE = Path(bot.__file__).read_text(encoding="utf-8")


@pytest.mark.parametrize("version", [(3, 10, 14), (3, 8, 0), (2, 7, 18)])
def test_an_older_python_is_named_in_a_sentence(version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as ended:
        exec(compile(SOURCE, "bot/__init__.py", "exec"), {"__name__": "bot"})  # noqa: S102 - our own package
    assert ended.value.code == f"Tollfree needs Python 3.11 or newer; this is {version[0]}.{version[1]}."


def test_this_python_will_do() -> None:
    exec(compile(SOURCE, "bot/__init__.py", "exec"), {"__name__": "bot"})  # noqa: S102 - our own package


def test_an_older_python_can_read_as_far_as_that_sentence() -> None:
    ast.parse(SOURCE, feature_version=(3, 4))
