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
    """Return the kind of sign that plain words show, or None."""
    idioms, signs = _patterns()
    for idiom in idioms:
        words = idiom.sub(" ", words)
    words = re.sub(r"\s+", " ", words).strip()
    return next((kind for kind, sign in signs if sign.search(words)), None)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[tuple[str, re.Pattern[str]], ...]]:
    text = files(__package__).joinpath("signs.yaml").read_text(encoding="utf-8")
    signs = _Signs.model_validate(yaml.safe_load(text))
    return (
        tuple(map(re.compile, signs.idioms)),
        tuple((kind, re.compile(one)) for kind, several in signs.certain.items() for one in several),
    )
