"""What links.yaml knows: boards and their jobs, wrappers, refusals and query keys."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.knowledge.yaml_lines import parse_yaml
from bot.leads.model.link_forms import Address, Form, Found

_FILE = Path(__file__).parent / "links.yaml"
_NAMED = re.compile(r"\{(\w+)\}")


def _split(value: object) -> object:
    return frozenset(value.lower().split()) if isinstance(value, str) else value


Words = Annotated[frozenset[str], BeforeValidator(_split)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Board(_Entry):
    """One site of jobs, and the addresses that show the same job."""

    name: str
    job: str
    where: dict[str, str] = Field(default_factory=dict)
    url: str | None = None
    forms: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    keep: tuple[str, ...] | None = None
    cut: tuple[str, ...] = ()
    alone: bool = False
    """Whether no other query key may be there: on an unknown site it could name the job."""

    @model_validator(mode="after")
    def _has_what_it_fills_in(self) -> "Board":
        if self.also and not self.url:
            raise ValueError(f"{self.name}: `also` needs a `url` to change them to")
        for form in (*self.forms, *self.also):
            given = {*_NAMED.findall(form), "host"}
            if lacking := set(_NAMED.findall(self.job)) - given:
                raise ValueError(f"{self.name}: {form} does not name {', '.join(sorted(lacking))}")
        return self


class Wrapper(_Entry):
    """An address that carries another link."""

    form: str
    key: str | None = None
    decode: Literal["plain", "base64", "proofpoint2", "proofpoint3", "avanan", "bing", "translate"] = "plain"


class Refusal(_Entry):
    """Addresses that are refused, and what the member is told."""

    say: str
    forms: tuple[str, ...]
    where: dict[str, str] = Field(default_factory=dict)
    even_of_a_job: bool = False


class KeysOfSite(_Entry):
    """Query keys that mean this on one site only."""

    tracking: Words = frozenset()
    source: Words = frozenset()
    affiliate: Words = frozenset()
    no_affiliate: Words = frozenset()


class Keys(_Entry):
    """Query keys by what they do."""

    tracking: Words
    tracking_beginnings: tuple[str, ...]
    sender: Words
    senders: Words
    shown: Words
    personal: Words
    source: Words
    affiliate: Words
    affiliate_perhaps: Words
    on_site: dict[str, KeysOfSite]


class Table(_Entry):
    """All of links.yaml."""

    kinds: dict[str, str]
    boards: tuple[Board, ...]
    wrappers: tuple[Wrapper, ...]
    refused: tuple[Refusal, ...]
    keys: Keys


class Job(NamedTuple):
    """A job that an address shows."""

    board: Board
    found: Found
    is_rewritten: bool


Entry = TypeVar("Entry")


class Index(Generic[Entry]):
    """Forms by the last two names of their host, in the order of the file; those for any host come last."""

    def __init__(self, forms: Iterable[tuple[Form, Entry]]) -> None:
        self._by_tail: dict[str | None, list[tuple[Form, Entry]]] = {}
        for form, entry in forms:
            self._by_tail.setdefault(form.tail, []).append((form, entry))

    def find(self, address: Address) -> Iterator[tuple[Form, Entry, Found]]:
        """Yield the forms in which an address is written."""
        for tail in (address.tail, None):
            for form, entry in self._by_tail.get(tail, ()):
                if found := form.find(address):
                    yield form, entry, found


class LinkTable:
    """The table, ready to be held against links."""

    def __init__(self, table: Table) -> None:
        self.keys = table.keys
        self._boards = Index(
            (Form(text, table.kinds | _patterns(board.where, table.kinds), board.cut), (board, is_rewritten))
            for board in table.boards
            for is_rewritten, texts in ((False, board.forms), (True, board.also))
            for text in texts
        )
        self._wrappers = Index((Form(wrapper.form, {"url": ".+"}), wrapper) for wrapper in table.wrappers)
        self._refused = Index(
            (Form(text, table.kinds | refusal.where), refusal) for refusal in table.refused for text in refusal.forms
        )

    def job(self, address: Address, telling: Iterable[str]) -> Job | None:
        """Return the job that an address shows, or None; `telling` are the query keys that may tell jobs apart."""
        for form, (board, is_rewritten), found in self._boards.find(address):
            if not board.alone or form.names_all(telling):
                return Job(board, found, is_rewritten)
        return None

    def wrappers(self, address: Address) -> Iterator[tuple[Wrapper, str | None]]:
        """Yield the wrappers that an address may be, with the link where it stands in the path."""
        return ((wrapper, found.parts.get("url")) for _, wrapper, found in self._wrappers.find(address))

    def refusal(self, address: Address, *, is_job: bool) -> str | None:
        """Return why an address is refused, or None."""
        for _, refusal, _ in self._refused.find(address):
            if refusal.even_of_a_job or not is_job:
                return " ".join(refusal.say.split()).format(host=address.host)
        return None


def _patterns(where: dict[str, str], kinds: dict[str, str]) -> dict[str, str]:
    return {name: kinds.get(pattern, pattern) for name, pattern in where.items()}


@cache
def shipped_table() -> LinkTable:
    """Return the table that ships with the bot; raises ValueError where it is wrong."""
    return LinkTable(Table.model_validate(parse_yaml(_FILE.read_text(encoding="utf-8"), is_ours=True).data))
