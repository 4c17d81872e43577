"""Words of a question: what counts, and what abbreviations stand for."""

import re
from collections.abc import Iterable

STOPWORDS = frozenset(
    """
    a about all am an and any are as at be been but by can cant could d did do does doing dont for from get go had has
    have he her here how i id if ill im in is isnt it its ive just like ll m me much my no not of off on once one or our
    out re really s she should so some t than that thats the their them then there they this those to u up us ve want
    wants was we were what whats when where which who why will with would you your
    """.split()  # noqa: SIM905 - a list of this length would be worse to read
)

ABBREVIATIONS = {
    "1099": "contractor",
    "abms": "board certification",
    "abpm": "clinical informatics board",
    "ccs": "coding certificate",
    "coi": "conflict of interest",
    "cro": "contract research organization",
    "cv": "resume",
    "ecfmg": "international medical graduate",
    "ed": "emergency",
    "emr": "electronic health record",
    "er": "emergency",
    "fmg": "international medical graduate",
    "ehr": "electronic health record",
    "gmc": "uk licence",
    "ia": "ai",
    "img": "international medical graduate",
    "imgs": "international medical graduates",
    "iro": "independent review organization",
    "kol": "opinion leader liaison",
    "lcd": "local coverage determination medicare contractor",
    "ltd": "long-term disability",
    "moc": "maintenance of certification board",
    "mac": "medicare administrative contractor",
    "nda": "drug application regulatory",
    "nhs": "uk",
    "npdb": "data bank malpractice",
    "own-occ": "own-occupation disability insurance",
    "p2p": "peer-to-peer utilization review",
    "pcp": "primary care",
    "pgy1": "intern residency",
    "pgy2": "residency",
    "pgy3": "residency",
    "pslf": "loan forgiveness",
    "qme": "qualified medical evaluator workers compensation",
    "rvu": "productivity pay",
    "rwe": "real world evidence data",
    "salary": "pay",
    "earn": "pay",
    "earns": "pay",
    "earnings": "pay",
    "compensation": "pay",
    "tail": "tail malpractice insurance",
    "vc": "venture capital",
    "wfh": "remote work from home",
}
"""Abbreviations that are no page's alias, and the words that pages use instead."""

_HOW_MUCH = re.compile(r"\bhow much\b.*\b(make|get|earn|charge|paid)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def words_of(text: str) -> list[str]:
    """Return the lower-case words, apostrophes dropped, hyphenated ones whole and in parts."""
    found: list[str] = []
    for word in _WORD.findall(text.lower().replace("'", "").replace("’", "")):
        found.append(word)
        if "-" in word:
            found += word.split("-")
    return found


def telling(words: Iterable[str]) -> list[str]:
    """Return the words that tell one page from another, once each, in order."""
    return list(dict.fromkeys(word for word in words if word not in STOPWORDS))


def expanded(text: str) -> str:
    """Return the text with the meaning of its abbreviations added at the end."""
    meanings = [ABBREVIATIONS[word] for word in words_of(text) if word in ABBREVIATIONS]
    if _HOW_MUCH.search(text):
        meanings.append("pay")
    return f"{text} {' '.join(dict.fromkeys(meanings))}" if meanings else text
