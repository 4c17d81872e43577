"""Take a link out of another that carries it: mail filters, search engines, networks, translators."""

import re
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from urllib.parse import unquote, unquote_plus

from yarl import URL

from bot.leads.model.link_forms import Address
from bot.leads.model.link_table import Wrapper, shipped_table

_BEGINS = re.compile(r"[a-z][a-z0-9+.-]{1,20}:/{0,2}", re.IGNORECASE)
_PROOFPOINT_3 = re.compile(r"__(?P<url>.+?)__;(?P<taken>[^!/]*)!", re.DOTALL)
_STAR = re.compile(r"\*(?:\*(?P<run>[A-Za-z0-9_-]))?")
_RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SHORTEST_RUN = 2
_BING_MARK = "a1"


def unwrapped(url: URL) -> str | None:
    """Return the link that another carries, beginning with its scheme, or None where it carries none."""
    address = Address.of(url)
    for wrapper, in_path in shipped_table().wrappers(address):
        if inner := _inner(wrapper, in_path, url):
            return inner if _BEGINS.match(inner) else f"https://{inner.lstrip('/')}"
    return None


def _inner(wrapper: Wrapper, in_path: str | None, url: URL) -> str:
    query = url.raw_query_string
    if wrapper.decode == "translate":
        return _untranslated(url)
    if wrapper.key is None:
        written = (in_path or "") + (f"?{query}" if query else "")
    else:
        written = _value(query, wrapper.key) if wrapper.key else query
    return _decoded(written, wrapper)


def _value(query: str, key: str) -> str:
    pairs = (pair.partition("=") for pair in query.split("&"))
    return next((unquote(value) for name, _, value in pairs if unquote_plus(name).lower() == key.lower()), "")


def _decoded(written: str, wrapper: Wrapper) -> str:
    """Return the link that was written in some way, or nothing where it was not."""
    match wrapper.decode:
        case "base64":
            return _from_base64(written)
        case "bing":
            return _from_base64(written.removeprefix(_BING_MARK)) if written.startswith(_BING_MARK) else ""
        case "proofpoint2":
            return unquote(written.replace("-", "%").replace("_", "/"))
        case "proofpoint3":
            return _from_proofpoint_3(written)
        case "avanan":
            return written.partition("___.")[0]
        case _:
            return written if "://" in written else unquote(written)


def _from_base64(text: str) -> str:
    plain = text.replace("+", "-").replace("/", "_").rstrip("=")
    try:
        return urlsafe_b64decode(plain + "=" * (-len(plain) % 4)).decode("utf-8")
    except (NotBase64, ValueError):
        return ""


def _from_proofpoint_3(text: str) -> str:
    """Return the link of a version-3 wrapper: each `*` stands for a character that is kept apart, `**x` for a run."""
    wrapped = _PROOFPOINT_3.search(text)
    if wrapped is None:
        return ""
    kept = _from_base64(wrapped["taken"])
    at = 0

    def put_back(star: re.Match[str]) -> str:
        nonlocal at
        length = _RUN_LENGTHS.index(star["run"]) + _SHORTEST_RUN if star["run"] else 1
        at += length
        return kept[at - length : at]

    link = _STAR.sub(put_back, wrapped["url"])
    return re.sub(r"^(https?):/(?=[^/])", r"\1://", link)


def _untranslated(url: URL) -> str:
    """Return the page that a translator shows: `-` stands for a dot in the host, `--` for a hyphen."""
    host = (url.raw_host or "").removesuffix(".translate.goog")
    original = host.replace("--", "\0").replace("-", ".").replace("\0", "-")
    pairs = [pair for pair in url.raw_query_string.split("&") if pair and not pair.startswith("_x_tr_")]
    return f"https://{original}{url.raw_path}" + (f"?{'&'.join(pairs)}" if pairs else "")
