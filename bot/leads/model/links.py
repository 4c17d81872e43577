"""One way to write a link, so that the same job is known as the same; hostile and paid links are refused.

Nothing is fetched: a link is judged by how it is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus

import idna
from yarl import URL

from bot.kit.errors import TollfreeError
from bot.kit.member_text import is_unseen
from bot.leads.model import link_rules as rules

LONGEST = 2000
"""Most characters of a link, as given and as normalised."""

_HTTPS = re.compile(r"https://(?P<authority>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.ASCII)
_HTTP = re.compile(r"http:", re.IGNORECASE | re.ASCII)
_SESSION = re.compile(r";jsessionid=[^/;?#]*", re.IGNORECASE | re.ASCII)
_PLAIN_ANCHOR = re.compile(r"[^0-9/!=]*")
_TEXT_FRAGMENT = ":~:"
_LONGEST_HOST = 253

_TOO_LONG = (
    f"That link is longer than {LONGEST:,} characters. Share the page’s short address, without what a search added."
)
_INCOMPLETE = "Paste the whole link, beginning with https://."
_NOT_HTTPS = "That link is not encrypted (http). Put https:// in front instead, see that it opens, and share that."
_SPACES = "There is a space in that link. Paste the link alone; if a space belongs in it, write %20."
_UNSEEN = "There are invisible characters in that link. Open the page, and copy the address from your browser."
_BACKSLASH = "There is a backslash in that link. Open the page, and copy the address from your browser."
_CREDENTIALS = "There is a user name or password (@) before the site’s name. Share the link without it."
_PORT = "That link names a port (the number after the colon). Share the page’s ordinary address."
_AFFILIATE = (
    "That is an affiliate or partner link (“{name}”): somebody is paid when it is used. "
    "Take that part out, or share the page’s plain address."
)


class LinkRefused(TollfreeError):
    """Raised for a link that cannot be shared; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in its normal form.

    `host` and `registrable_domain` are in ASCII (punycode), so no letter in them can deceive. Two links to the same
    job have the same `key`. `looks_like` is the known board that the host resembles without being it.
    """

    url: str
    host: str
    registrable_domain: str
    key: str
    looks_like: str | None = None


def normalise_link(text: str) -> Link:
    """Return the link that a member typed in its normal form; raises LinkRefused."""
    authority, rest = _parts(_legible(text))
    host = _host(authority)
    domain = rules.registrable_domain(host)
    url = _tidy(_parsed(f"https://{host}{rest}"), domain)
    if len(str(url)) > LONGEST:
        raise LinkRefused(_TOO_LONG)
    return Link(str(url), host, domain, _key(url, domain), rules.imitated_board(host))


def _legible(text: str) -> str:
    """Return the link without the blanks or the angle brackets around it, if no character in it hides."""
    link = text.strip()
    if link.startswith("<") and link.endswith(">"):
        link = link[1:-1]
    if len(link) > LONGEST:
        raise LinkRefused(_TOO_LONG)
    if any(map(str.isspace, link)):
        raise LinkRefused(_SPACES)
    if any(map(is_unseen, unquote(link))):
        raise LinkRefused(_UNSEEN)
    if "\\" in link:
        raise LinkRefused(_BACKSLASH)
    return link


def _parts(link: str) -> tuple[str, str]:
    """Return what stands between `https://` and the path, and the rest."""
    match = _HTTPS.fullmatch(link)
    if match is None:
        raise LinkRefused(_NOT_HTTPS if _HTTP.match(link) else _INCOMPLETE)
    return match["authority"], match["rest"]


def _host(authority: str) -> str:
    """Return the host in ASCII; raises LinkRefused for all but a public name at the usual port."""
    if "@" in authority:
        raise LinkRefused(_CREDENTIALS)
    if "[" in authority:
        raise LinkRefused(rules.IP_ADDRESS)
    name, _, port = authority.partition(":")
    if port not in {"", "443"}:
        raise LinkRefused(_PORT)
    host = _ascii(name).removesuffix(".")
    if fault := rules.host_fault(host):
        raise LinkRefused(fault)
    return host


def _ascii(name: str) -> str:
    if not 0 < len(name) <= _LONGEST_HOST + 1:
        raise LinkRefused(rules.NOT_A_HOST)
    try:
        return idna.encode(name, uts46=True, std3_rules=True).decode("ascii")
    except UnicodeError as error:
        raise LinkRefused(rules.NOT_A_HOST) from error


def _parsed(text: str) -> URL:
    """Return a URL with dot segments resolved and percent-encoding in its normal form."""
    try:
        return URL(text)
    except ValueError as error:
        raise LinkRefused(_INCOMPLETE) from error


def _tidy(url: URL, domain: str) -> URL:
    """Return the URL without tracking, session and anchor, its query sorted; raises LinkRefused if it pays somebody."""
    for name in map(_name, re.split("[?&;]", f"{url.raw_query_string}&{url.raw_fragment}")):
        if rules.is_affiliate(name, domain):
            raise LinkRefused(_AFFILIATE.format(name=name))
    query = "&".join(sorted(_untracked(url.raw_query_string, domain), key=_raw_name))
    path = _SESSION.sub("", url.raw_path)
    return _parsed(f"https://{url.raw_host}{path}{_ending(query, _route(url.raw_fragment, domain))}")


def _untracked(query: str, domain: str) -> Iterator[str]:
    return (pair for pair in query.split("&") if pair and not rules.is_tracking(_name(pair), domain))


def _raw_name(pair: str) -> str:
    return pair.partition("=")[0]


def _name(pair: str) -> str:
    return unquote_plus(_raw_name(pair)).strip().lower()


def _route(fragment: str, domain: str) -> str:
    """Return a fragment that may tell one job from another, without tracking, or nothing for a plain anchor."""
    path, _, query = fragment.partition(_TEXT_FRAGMENT)[0].partition("?")
    path, query = ("&".join(_untracked(part, domain)) for part in (path, query))
    route = path + _ending(query, "")
    return "" if _PLAIN_ANCHOR.fullmatch(route) else route


def _ending(query: str, fragment: str) -> str:
    return (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _key(url: URL, domain: str) -> str:
    """Return what duplicates have in common: no `www.`, no last slash, no word on who sent the applicant."""
    host = (url.raw_host or "").removeprefix("www.")
    pairs = (pair for pair in url.raw_query_string.split("&") if not rules.is_source(_name(pair), domain))
    return host + url.raw_path.rstrip("/") + _ending("&".join(pairs), url.raw_fragment)
