"""Say a count in words. Nobody types one: cards, comparisons and exports all take theirs from here."""

from collections.abc import Iterator

from bot.knowledge.counting import FEWEST_ROWS, Group, Tally
from bot.knowledge.vocabulary import PostingKind

NOT_A_SAMPLE = "Counts are of the postings we could read, not a sample of the market."

_NOUN = {
    PostingKind.POSTING: ("posting", "postings"),
    PostingKind.QUESTIONNAIRE: ("federal questionnaire", "federal questionnaires"),
    PostingKind.CLASS_SPECIFICATION: ("class specification", "class specifications"),
    PostingKind.PANEL_RULE: ("panel rule", "panel rules"),
    PostingKind.CALL: ("call", "calls"),
    PostingKind.LAW: ("law", "laws"),
}
_EITHER_WAY = {
    "degree": "another degree does",
    "license": "one can do without",
    "board": "certified or eligible",
    "residency": "the like does",
    "years": "the like does",
    "remote": "partly",
    "travel": "either way",
    "hours": "part time possible",
    "work_permission": "either way",
}


def count_words(tally: Tally) -> str:
    """Return a count with its denominator and whose postings they are; other kinds, places and years apart."""
    if tally.main is None:
        return f"not in what we saw of {_all(tally.rows)}" if tally.rows else "no posting read"
    apart = (f"apart: {', '.join(map(_apart, tally.apart))}",) if tally.apart else ()
    return "; ".join((_main(tally.main), *_besides(tally.main, tally.key), *apart))


def short_count_words(tally: Tally) -> str:
    """Return a count in the words of a phone's first screen: whose postings they are stands elsewhere."""
    group = tally.main
    if group is None:
        return "not seen" if tally.rows else "no posting read"
    share = f"{_share(group)}{' read' if group.is_small else ''}" if group.seen >= FEWEST_ROWS else _few(group)
    return "; ".join((share, *_besides(group, tally.key)))


def tiny_count_words(tally: Tally) -> str:
    """Return a count as `5 of 9`, for a cell of a table; one without a row says so."""
    group = tally.main
    if group is None:
        return "not seen" if tally.rows else "none read"
    preferred = f", {group.preferred} prefer" if group.preferred else ""
    return f"{group.required} of {group.seen}{preferred}"


def _main(group: Group) -> str:
    if not group.is_small:
        return f"{_share(group)} ({_whose(group)})"
    if group.seen >= FEWEST_ROWS:
        return f"{_share(group)} read ({_whose(group)})"
    return f"{_few(group)}{_when(group)}"


def _share(group: Group) -> str:
    return f"{group.required or 'none'} of {group.seen} {_noun(group, group.seen)}"


def _few(group: Group) -> str:
    """Say it of the few that were read, so that nobody takes it for more."""
    one, many = _noun(group, 1), _noun(group, 2)
    match group.required, group.seen:
        case 1, 1:
            return f"asked in the one {one} read"
        case 0, 1:
            return f"not asked in the one {one} read"
        case 2, 2:
            return f"asked in both {many} read"
        case 0, 2:
            return f"asked in neither {one} read"
        case required, seen if required == seen:
            return f"asked in all {seen} {many} read"
        case required, seen:
            return f"asked in {required or 'none'} of {seen} {many} read"


def _noun(group: Group, number: int) -> str:
    noun = _NOUN[group.kind][number != 1]
    place = "" if group.is_home else " from abroad"
    age = "" if group.is_recent else "older "
    return f"{age}{noun}{place}"


def _whose(group: Group) -> str:
    parts = [f"{group.employers} employer{'' if group.employers == 1 else 's'}"]
    if group.unnamed:
        parts.append(f"{group.unnamed} not named")
    return ", ".join((*parts, *_dates(group)))


def _when(group: Group) -> str:
    dates = ", ".join(_dates(group))
    return f" ({dates})" if dates else ""


def _dates(group: Group) -> Iterator[str]:
    if group.years:
        first, last = group.years
        yield str(first) if first == last else f"{first}–{last}"
    if group.undated == group.seen:
        yield "undated"
    elif group.undated:
        yield f"{group.undated} undated"


def _besides(group: Group, key: str) -> Iterator[str]:
    if group.preferred:
        yield f"preferred in {group.preferred}"
    if group.either_way:
        yield f"{_EITHER_WAY.get(key, 'either way')} in {group.either_way}"


def _apart(group: Group) -> str:
    if group.seen == 1:
        says = "asks" if group.required else "prefers it" if group.preferred else "does not"
        return f"1 {_noun(group, 1)} {says}"
    counted = f"{group.required or 'none'} of {group.seen} {_noun(group, group.seen)}"
    return f"{counted} (preferred in {group.preferred})" if group.preferred else counted


def _all(rows: int) -> str:
    return "the one posting" if rows == 1 else f"the {rows} postings"
