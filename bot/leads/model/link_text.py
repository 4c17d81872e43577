"""Find the link of a job in what a member pasted: a message, markdown, a link between brackets."""

import re
from dataclasses import dataclass, replace

from bot.kit.member_text import is_unseen
from bot.leads.model.link_refusal import LinkFault, LinkRefused
from bot.leads.model.links import Link, normalize_link

_LINK = re.compile(r"https?:(?://|\\\\)[^\s<>]+", re.IGNORECASE)
_SPOILS = re.compile(r"[*_~`|]+$")
_TRAILING = ".,;:!?'\"”’»。，、）】》›*`|~"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_BREAKS = re.compile(r"\]\(|\)\[|\)(?=\()|[,;|](?=https?://)", re.IGNORECASE)
_CUT_OFF = "…"
_WORDS = re.compile(r"[A-Za-z]{2,}")
_JOB_WORDS = re.compile(
    r"job|career|position|vacanc|opening|opportunit|requisition|posting|recruit|apply|talent|hiring|employment",
    re.IGNORECASE,
)
_NO_JOB = re.compile(
    r"newsletter|substack|beehiiv|blog|podcast|unsubscribe|/p/|facebook|instagram|youtu|linktr\.ee", re.I
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One link of a text: as it is written, and what it is read as, or why it is refused."""

    written: str
    link: Link | None
    refused: LinkRefused | None

    @property
    def weight(self) -> int:
        """Return how likely it is the job's: a known job, words of one, any other page."""
        if self.link is not None and self.link.is_job:
            return 3
        if _NO_JOB.search(self.written):
            return 0
        return 2 if _JOB_WORDS.search(self.written) else 1


def read_link(text: str) -> Link:
    """Return the job's link in what was pasted, in its normal form; raises LinkRefused.

    Among several links the job's is taken, and `is_one_of_several` says so. Two jobs with no word beside them are
    refused, because either may be meant.
    """
    written = [_trimmed(found[0]) for found in _LINK.finditer(_without_breaks(text))]
    if not written and len(text.split()) > 1:
        raise LinkRefused(LinkFault.NO_LINK)
    if _is_alone(text, written):
        return normalize_link(written[0] if written else text)
    candidates = _distinct([_read(link) for link in written])
    best = max(candidates, key=lambda one: one.weight)
    rivals = [one for one in candidates if one.weight == best.weight]
    if len(rivals) > 1 and not _has_words(text):
        raise LinkRefused(LinkFault.TWO_LINKS)
    if best.link is None:
        assert best.refused is not None, "a link is read or refused"
        raise best.refused
    return best.link if len(candidates) == 1 else replace(best.link, is_one_of_several=True)


def pasted_link(text: str) -> str:
    """Return the job's link in a text as it is written there, or nothing where there is none."""
    candidates = [_read(_trimmed(found[0])) for found in _LINK.finditer(_without_breaks(text))]
    return max(candidates, key=lambda one: one.weight).written if candidates else ""


def _without_breaks(text: str) -> str:
    """Return the text with markdown's brackets and joined links apart, so that a link ends where it ends."""
    return _BREAKS.sub(" ", text)


def _is_alone(text: str, written: list[str]) -> bool:
    """Return whether a text is one link, or one that a blank has broken, or no link at all."""
    if not written:
        return True
    if len(written) > 1:
        return False
    rest = text.strip().partition(written[0])[2].split()
    return text.strip().startswith(written[0]) and len(rest) == 1 and not _has_words(" ".join(rest))


def _has_words(text: str) -> bool:
    return _WORDS.search(_LINK.sub(" ", text)) is not None


def _trimmed(link: str) -> str:
    """Return a link without the marks that the text around it ends with."""
    while link:
        last = link[-1]
        if is_unseen(last):
            link = link[:-1]
            continue
        opening = _PAIRS.get(last)
        if last in _TRAILING or (opening and link.count(last) > link.count(opening)):
            link = link[:-1]
        elif (marks := _SPOILS.search(link)) and len(marks[0]) > 1:
            link = link[: marks.start()]
        else:
            break
    return link


def _read(written: str) -> _Candidate:
    if _CUT_OFF in written:
        return _Candidate(written, None, LinkRefused(LinkFault.CUT_OFF))
    try:
        return _Candidate(written, normalize_link(written), None)
    except LinkRefused as refusal:
        return _Candidate(written, None, refusal)


def _distinct(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the links without those that show a job a second time."""
    by_key: dict[str, _Candidate] = {}
    for one in candidates:
        by_key.setdefault(one.link.key if one.link else one.written, one)
    return list(by_key.values())
