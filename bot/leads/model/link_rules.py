"""What a lead's link may hold: which hosts are refused, which names imitate a job board, which query keys go."""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import idna
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from tldextract import TLDExtract


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def _public_suffixes() -> "TLDExtract":
    """Return the Public Suffix List that the wheel brings; nothing is fetched.

    Each site below github.io and its like is apart.
    """
    from tldextract import TLDExtract  # brings a web client with it, 6 MB: only when somebody shares a link

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


NOT_A_HOST = "That is not the address of a site. Open the page in your browser and copy its address."
IP_ADDRESS = "That link goes to a number instead of a named site. Share the page’s address on the employer’s own site."
PRIVATE_NETWORK = "That address opens on a private network only, if at all. Share one that anybody can open."
LETTERS_IMITATE = (
    "The name of that site mixes alphabets, or imitates Latin letters with others, as forged sites do. "
    "Find the page through a search engine or the employer’s own site, and share that address."
)

_PRIVATE_ENDINGS = _words("alt arpa example internal invalid local localhost onion test")
"""Top-level names that never lead to the open web. Source: https://www.iana.org/assignments/special-use-domain-names"""

_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")
_WRITTEN_TOGETHER = (
    frozenset({"HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"HAN", "HANGUL"}),
    frozenset({"HAN", "BOPOMOFO"}),
)
_IN_EVERY_SCRIPT = frozenset({"COMMON", "INHERITED"})

KNOWN_BOARDS = _words(
    "ashbyhq.com brassring.com careerbuilder.com doximity.com glassdoor.ca glassdoor.co.uk glassdoor.com "
    "healthecareers.com icims.com indeed.com jobvite.com linkedin.com myworkdayjobs.com nejmcareercenter.org "
    "practicelink.com practicematch.com simplyhired.com smartrecruiters.com taleo.net usajobs.gov ziprecruiter.com"
)
"""Boards and application systems that are worth imitating; names that are everyday words would flag honest sites."""

_TYPO_FROM = 6
_PART_FROM = 7
"""Letters a name needs before a slip of one letter, or the name inside a longer one, counts as imitation."""

_LOOKS_LIKE = str.maketrans({"0": "o", "1": "l", "i": "l"})

_TRACKING_BEGINNINGS = ("utm_", "hsa_", "mtm_", "matomo_")
_TRACKING = _words(
    "_ga _gl _hsenc _hsmi cm_mmc dclid fbclid gbraid gclid gclsrc igsh igshid jsessionid mc_cid mc_eid mibextid "
    "mkt_tok msclkid phpsessid s_cid s_kwcid sfmc_id trk trkcampaign ttclid twclid vero_id wbraid xtor yclid"
)
_TRACKING_ON = {
    "glassdoor.com": _words("cb guid src srs uido"),
    "icims.com": _words("bga hashed height in_iframe jan1offset jun1offset mobile needsredirect width"),
    "indeed.com": _words("advn alid from rgtk sjdu tk vjs xkcb xpse"),
    "linkedin.com": _words(
        "ebp eid licu lipi midsig midtoken originalsubdomain otptoken pagenum position refid savedsearchid "
        "trackingid trkemail trkinfo"
    ),
    "nejmcareercenter.org": _words("linksource trackid"),
    "taleo.net": _words("tz tzname"),
}
_TRACKING_ON_BOARDS = _words("ref referrer")

_SOURCE = _words("gh_src lever-origin lever-source __jvsd __jvst")
_SOURCE_ON = {
    "icims.com": _words("iis iisn"),
    "myworkdayjobs.com": _words("source"),
    "taleo.net": _words("src"),
}

_AFFILIATE = _words(
    "a_aid a_bid aff aff_code aff_id aff_sub affcode affid affiliate affiliate_code affiliate_id affiliatecode "
    "affiliateid affref afmc ascsubtag awc awinaffid cjevent click_id clickid fpr hop "
    "irclickid irgwc partner_code partner_id partnercode partnerid raneaid ranmid ransiteid rfsn sscid tap_a tduid "
    "wpam_id"
)
_AFFILIATE_ON = dict.fromkeys(
    _words("amazon.ca amazon.co.uk amazon.com amazon.com.au amazon.de amazon.es amazon.fr amazon.in amazon.it"),
    _words("linkcode tag"),
)
_NO_AFFILIATE_ON = {"brassring.com": _words("partnerid")}  # there it names the employer


def host_fault(host: str) -> str | None:
    """Return why a host in lower-case ASCII is refused, or None."""
    last = host.rpartition(".")[2]
    if _NUMBER.fullmatch(last):
        return IP_ADDRESS
    if "." not in host or last in _PRIVATE_ENDINGS:
        return PRIVATE_NETWORK
    if not _HOST.fullmatch(host):
        return NOT_A_HOST
    if not _public_suffixes()(host).suffix:
        return PRIVATE_NETWORK
    foreign = (label for label in _written(host) if not label.isascii())
    return LETTERS_IMITATE if any(map(_imitates_letters, foreign)) else None


def registrable_domain(host: str) -> str:
    """Return what its owner registered: the public suffix and one name before it, or a suffix that is itself a site."""
    return _public_suffixes()(host).top_domain_under_public_suffix or host


def _written(host: str) -> list[str]:
    """Return the labels of a host in the letters they stand for."""
    return [idna.decode(label) if label.startswith("xn--") else label for label in host.split(".")]


def _imitates_letters(label: str) -> bool:
    """Return whether a label mixes scripts, or could be read as plain Latin though some of its letters are others.

    An accent, or a stroke as in “ø”, is seen; so it deceives nobody here.
    """
    from confusable_homoglyphs.categories import alias  # 10 MB of tables: only for names outside ASCII

    scripts = frozenset(map(alias, label)) - _IN_EVERY_SCRIPT
    if len(scripts) > 1 and not any(scripts <= together for together in _WRITTEN_TOGETHER):
        return True
    letters = _without_marks(label)
    return not letters.isascii() and all(_latin_twin(char).isascii() for char in letters)


def _without_marks(label: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", label) if not unicodedata.combining(char))


def _latin_twin(char: str) -> str:
    """Return what a character is easily taken for in ASCII, perhaps with a mark on it, or else the character."""
    from confusable_homoglyphs.confusables import confusables_data

    twins: list[str] = [] if char.isascii() else [twin["c"].lower() for twin in confusables_data.get(char, ())]
    latin = (twin for twin in twins if _without_marks(twin).isascii() and twin[0].isalnum())
    return next(latin, char)


def imitated_board(host: str) -> str | None:
    """Return the known board whose name a host resembles without being its own, or None."""
    if registrable_domain(host) in KNOWN_BOARDS:
        return None
    names = host.removesuffix(_public_suffixes()(host).suffix)
    parts = [_readings(part) for label in _written(names) for part in label.split("-") if part]
    return next((board for board, name in _BOARD_NAMES.items() if any(_resemble(part, name) for part in parts)), None)


def _readings(name: str) -> tuple[str, str]:
    """Return a name in plain Latin letters, and with those that look alike written alike."""
    latin = name if name.isascii() else _without_marks("".join(map(_latin_twin, _without_marks(name))))
    return latin, latin.translate(_LOOKS_LIKE).replace("rn", "m").replace("vv", "w")


def _resemble(part: tuple[str, str], board: tuple[str, str]) -> bool:
    length = len(board[0])
    slips = 1 if length >= _TYPO_FROM else 0
    return any(
        OSA.distance(mine, theirs) <= slips or (length >= _PART_FROM and theirs in mine)
        for mine, theirs in zip(part, board, strict=True)
    )


_BOARD_NAMES = {board: _readings(board.partition(".")[0]) for board in sorted(KNOWN_BOARDS)}


def is_tracking(name: str, domain: str) -> bool:
    """Return whether a query key only says where a visitor came from, or who they are; they never name a job."""
    return (
        name in _TRACKING
        or name.startswith(_TRACKING_BEGINNINGS)
        or name in _TRACKING_ON.get(domain, ())
        or (domain in KNOWN_BOARDS and name in _TRACKING_ON_BOARDS)
    )


def is_source(name: str, domain: str) -> bool:
    """Return whether a query key only credits who sent the applicant; a colleague's referral may count by it."""
    return name in _SOURCE or name in _SOURCE_ON.get(domain, ())


def is_affiliate(name: str, domain: str) -> bool:
    """Return whether a query key pays somebody when the link is used."""
    if name in _NO_AFFILIATE_ON.get(domain, ()):
        return False
    return name in _AFFILIATE or name in _AFFILIATE_ON.get(domain, ())
