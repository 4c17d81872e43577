"""Find the sources that front matter cites, and the pages that it names, whether or not it validates."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from bot.knowledge.vocabulary import PageKind
from bot.knowledge.yaml_lines import Location

_Place = tuple[str | int, ...]


def cited_ids(value: object) -> tuple[str, ...]:
    """Return the ids of the sources cited anywhere inside a front matter model, in order."""
    return tuple(
        source_id for _, source_id in citations_in(value.model_dump() if isinstance(value, BaseModel) else value)
    )


def citations_in(data: object, at: _Place = ()) -> Iterator[tuple[Location, str]]:
    """Yield the place and id of each source cited anywhere inside plain front matter data."""
    if isinstance(data, Mapping):
        for name, inner in data.items():
            if name == "sources" and isinstance(inner, list | tuple):
                yield from (((*at, name, index), item) for index, item in enumerate(inner) if isinstance(item, str))
            else:
                yield from citations_in(inner, (*at, name))
    elif isinstance(data, list | tuple):
        for index, item in enumerate(data):
            yield from citations_in(item, (*at, index))


def links_in(data: object, fields: Mapping[str, PageKind | None]) -> Iterator[tuple[_Place, str]]:
    """Yield the place and id of each page named in the given fields of plain front matter data."""
    if not isinstance(data, Mapping):
        return
    for name in fields:
        value = data.get(name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            page_id = item.get("role") if isinstance(item, Mapping) else item
            if isinstance(page_id, str):
                yield (name,) if index is None else (name, index), page_id
