"""One way to write a link, so that the same job is known as the same; hostile and paid links are refused.

Nothing is fetched: a link is judged by how it is written, and by what links.yaml knows of its site.
"""

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote

import idna
from yarl import URL

from bot.kit.member_text import is_unseen
from bot.leads.model import link_keys as keys
from bot.leads.model import link_rules as rules
from bot.leads.model.link_forms import Address
from bot.leads.model.link_refusal import LinkFault, LinkRefused
from bot.leads.model.link_table import Job, shipped_table
from bot.leads.model.link_wrappers import unwrapped

LONGEST = 2000
"""Most characters of a link, as given and as normalized."""

_HTTPS = re.compile(r"https://(?P<authority>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.ASCII)
_HTTP = re.compile(r"http:", re.IGNORECASE | re.ASCII)
_MAIL = re.compile(r"mailto:|[^\s/@:]+@[^\s/@:]+\.\w+$", re.IGNORECASE | re.ASCII)
_SESSION = re.compile(r";jsessionid=[^/;?#]*", re.IGNORECASE | re.ASCII)
_PLAIN_ANCHOR = re.compile(r"[^0-9/!=]*")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NAMED = re.compile(r"\{(\w+)\}")
_TEXT_FRAGMENT = ":~:"
_LONGEST_HOST = 253
_MOST_WRAPPERS = 5


@dataclass(frozen=True, slots=True)
class Link:
    """A link in its normal form.

    `host` and `registrable_domain` are in ASCII (punycode), so no letter in them can deceive. All links to the same
    job have the same `key`; `is_job` is whether the link shows one that links.yaml knows. `looks_like` is the known
    board that the host resembles without being it. `is_one_of_several` is whether others stood beside it.
    """

    url: str
    host: str
    registrable_domain: str
    key: str
    looks_like: str | None = None
    is_job: bool = False
    is_one_of_several: bool = False


def normalize_link(text: str) -> Link:
    """Return the one link that a member typed in its normal form; raises LinkRefused."""
    url = _innermost(text)
    address = Address.of(url)
    domain = rules.registrable_domain(url.raw_host or "")
    telling = [keys.key_of(pair) for pair in _pairs(url.raw_query_string) if keys.tells_jobs_apart(pair, domain)]
    job = shipped_table().job(address, telling)
    if refusal := shipped_table().refusal(address, is_job=job is not None):
        raise LinkRefused(LinkFault.SITE_REFUSED, refusal)
    _refuse_paid(url, domain, job)
    tidy = _canonical(url, job, domain) or _tidy(url, domain, job)
    if keys.holds_email(f"{tidy.raw_path}#{tidy.raw_fragment}"):
        raise LinkRefused(LinkFault.PERSONAL)
    if len(str(tidy)) > LONGEST:
        raise LinkRefused(LinkFault.TOO_LONG, LONGEST)
    host = tidy.raw_host or ""
    key = _filled(job.board.job, job, address.host) if job else _key(tidy, domain)
    return Link(
        str(tidy), host, rules.registrable_domain(host), key or "", rules.imitated_board(host), is_job=job is not None
    )


def domain_of(host: str) -> str:
    """Return the registrable domain of a host as somebody typed it; raises LinkRefused where it is no public name."""
    return rules.registrable_domain(_host(host))


def _innermost(text: str) -> URL:
    """Return the link that is left when all that carry it are taken away; raises LinkRefused."""
    link = _legible(text)
    for _ in range(_MOST_WRAPPERS):
        authority, rest = _parts(link)
        url = _parsed(f"https://{_host(authority)}{rest}")
        inner = unwrapped(url)
        if inner is None:
            return url
        link = _legible(inner)
    raise LinkRefused(LinkFault.WRAPPED)


def _legible(text: str) -> str:
    """Return the link without the blanks or the angle brackets around it, if no character in it hides."""
    link = text.strip()
    if link.startswith("<") and link.endswith(">"):
        link = link[1:-1]
    if "&amp;" in link:
        link = html.unescape(link)
    if len(link) > LONGEST:
        raise LinkRefused(LinkFault.TOO_LONG, LONGEST)
    if any(map(str.isspace, link)):
        raise LinkRefused(LinkFault.SPACES)
    if any(map(is_unseen, unquote(link))):
        raise LinkRefused(LinkFault.UNSEEN)
    if "\\" in link:
        raise LinkRefused(LinkFault.BACKSLASH)
    return link


def _parts(link: str) -> tuple[str, str]:
    """Return what stands between `https://` and the path, and the rest."""
    match = _HTTPS.fullmatch(link)
    if match is None:
        if _MAIL.match(link):
            raise LinkRefused(LinkFault.MAIL_ADDRESS)
        raise LinkRefused(LinkFault.NOT_HTTPS if _HTTP.match(link) else LinkFault.INCOMPLETE)
    return match["authority"], match["rest"]


def _host(authority: str) -> str:
    """Return the host in ASCII; raises LinkRefused for all but a public name at the usual port."""
    if "@" in authority:
        raise LinkRefused(LinkFault.CREDENTIALS)
    if "[" in authority:
        raise LinkRefused(LinkFault.IP_ADDRESS)
    name, _, port = authority.partition(":")
    if port not in {"", "443"}:
        raise LinkRefused(LinkFault.PORT)
    host = _ascii(name).removesuffix(".")
    if fault := rules.host_fault(host):
        raise LinkRefused(fault)
    return host


def _ascii(name: str) -> str:
    if not 0 < len(name) <= _LONGEST_HOST + 1:
        raise LinkRefused(LinkFault.NOT_A_HOST)
    try:
        return idna.encode(name, uts46=True, std3_rules=True).decode("ascii")
    except UnicodeError as error:
        raise LinkRefused(LinkFault.NOT_A_HOST) from error


def _parsed(text: str) -> URL:
    """Return a URL with dot segments resolved and percent-encoding in its normal form."""
    try:
        return URL(text)
    except ValueError as error:
        raise LinkRefused(LinkFault.INCOMPLETE) from error


def _refuse_paid(url: URL, domain: str, job: Job | None) -> None:
    """Raise LinkRefused for a link whose query or fragment pays somebody."""
    for pair in re.split("[?&;]", f"{url.raw_query_string}&{url.raw_fragment}"):
        key = keys.key_of(pair)
        if keys.is_affiliate(key, domain) or (job is None and keys.may_be_affiliate(pair)):
            raise LinkRefused(LinkFault.AFFILIATE, key)


def _canonical(url: URL, job: Job | None, domain: str) -> URL | None:
    """Return a job's plain address where links.yaml gives one for this form, with whom the employer credits."""
    if job is None or not job.is_rewritten or job.board.url is None:
        return None
    plain = _filled(job.board.url, job, url.raw_host or "")
    if plain is None:
        return None
    credited = "&".join(pair for pair in _pairs(url.raw_query_string) if keys.is_source(keys.key_of(pair), domain))
    return _parsed(plain + (("&" if "?" in plain else "?") + credited if credited else ""))


def _filled(template: str, job: Job, host: str) -> str | None:
    """Return a template with the parts of the address in it, or None where the address lacks one."""
    parts = {"host": host, **job.found.parts}
    for name, part in parts.items():
        if name == "org" or _UUID.fullmatch(part):
            parts[name] = part.lower()
    names = _NAMED.findall(template)
    return template.format(**parts) if all(name in parts for name in names) else None


def _tidy(url: URL, domain: str, job: Job | None) -> URL:
    """Return the URL without noise, session and anchor, its query sorted."""
    pairs = [pair for pair in _pairs(url.raw_query_string) if not keys.is_noise(pair, domain)]
    path, fragment = _SESSION.sub("", url.raw_path), _route(url.raw_fragment, domain)
    if job is not None and job.board.keep is not None:
        kept = {key.lower() for key in job.board.keep}
        pairs = [pair for pair in pairs if keys.key_of(pair) in kept or keys.is_source(keys.key_of(pair), domain)]
    if job is not None and job.found.cut:
        path = path.rstrip("/")[: -job.found.cut]
    query = "&".join(sorted(pairs, key=_raw_name))
    return _parsed(f"https://{url.raw_host}{path}{_ending(query, fragment)}")


def _pairs(query: str) -> list[str]:
    return [pair for pair in query.split("&") if pair]


def _raw_name(pair: str) -> str:
    return pair.partition("=")[0]


def _route(fragment: str, domain: str) -> str:
    """Return a fragment that may tell one job from another, without noise, or nothing for a plain anchor."""
    path, _, query = fragment.partition(_TEXT_FRAGMENT)[0].partition("?")
    path, query = (
        "&".join(part for part in half.split("&") if not _is_noise_in_route(part, domain)) for half in (path, query)
    )  # an empty part stays: the “&” may be of a job's id, which stood there as %26
    route = path + _ending(query, "")
    return "" if _PLAIN_ANCHOR.fullmatch(route) else route


def _is_noise_in_route(part: str, domain: str) -> bool:
    """Return whether a part of a fragment is noise; what is no `key=value` may be a folder of the route."""
    return keys.is_noise(part, domain) if "=" in part else keys.is_tracking(keys.key_of(part), domain)


def _ending(query: str, fragment: str) -> str:
    return (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _key(url: URL, domain: str) -> str:
    """Return what duplicates have in common: no `www.`, no last slash, no key that tells no jobs apart."""
    host = (url.raw_host or "").removeprefix("www.")
    pairs = (pair for pair in _pairs(url.raw_query_string) if keys.tells_jobs_apart(pair, domain))
    return host + url.raw_path.rstrip("/") + _ending("&".join(pairs), url.raw_fragment)
