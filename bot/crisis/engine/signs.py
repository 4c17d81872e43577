"""Words that must never be missed."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class _Signs(BaseModel):
    """The content of signs.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    idioms: tuple[str, ...]
    certain: dict[str, tuple[str, ...]]


def sign_in(words: str) -> str | None:
    """Return the kind of sign that plain words without idioms show, or None."""
    return next((kind for kind, sign in _patterns()[1] if sign.search(words)), None)


def without_idioms(words: str) -> str:
    """Return plain words without turns of speech that speak of death and mean work."""
    for idiom in _patterns()[0]:
        words = idiom.sub(" ", words)
    return re.sub(r"\s+", " ", words).strip()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[tuple[str, re.Pattern[str]], ...]]:
    text = files(__package__).joinpath("signs.yaml").read_text(encoding="utf-8")
    signs = _Signs.model_validate(yaml.load(text, yaml.CSafeLoader))
    return (
        tuple(map(re.compile, signs.idioms)),
        tuple((kind, re.compile(one)) for kind, several in signs.certain.items() for one in several),
    )
