"""Count in how many jobs, over all roles, a certificate or degree is named."""

from dataclasses import dataclass

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import Ask, PageKind


@dataclass(frozen=True, slots=True)
class NamedIn:
    """The jobs in which a thing would have been seen, and the roles whose jobs name it, once a job."""

    seen: int
    """Jobs whose text was read to its end, or that name it."""
    required: tuple[str, ...]
    preferred: tuple[str, ...]
    other: tuple[str, ...]
    """Named, and not asked for."""

    @property
    def named(self) -> int:
        """Return how many jobs name it."""
        return len(self.required) + len(self.preferred) + len(self.other)


def named_in(base: KnowledgeBase, name: str) -> NamedIn:
    """Return where a thing is named, over the ledgers of all roles, of every kind, place and age."""
    seen = 0
    found: dict[Ask, list[str]] = {ask: [] for ask in Ask}
    for page in base.of_kind(PageKind.ROLE):
        for posting in page.postings:
            seen += posting.ask(name) is not Ask.NOT_SEEN
            if name in posting.names:
                found[posting.names[name]].append(page.id)
    other = (*found[Ask.EITHER_WAY], *found[Ask.NOT_ASKED])
    return NamedIn(seen, tuple(found[Ask.REQUIRED]), tuple(found[Ask.PREFERRED]), other)
