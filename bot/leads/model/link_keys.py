"""What the keys of a link's query do: they name a job, a visitor, a sender, or somebody who is paid."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from urllib.parse import unquote, unquote_plus

from bot.leads.model.link_rules import KNOWN_BOARDS
from bot.leads.model.link_table import KeysOfSite, shipped_table

_EMAIL = re.compile(r"[^\s/?&=#:;,()<>\"@]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,400}={0,2}")
_DEEPEST = 4
"""How often a value may be percent-encoded over and over before that alone is odd."""
_NO_KEYS = KeysOfSite()
_ON_BOARDS = frozenset({"ref", "referrer"})


def key_of(pair: str) -> str:
    """Return the key of `key=value`, decoded and in lower case."""
    return unquote_plus(pair.partition("=")[0]).strip().lower()


def is_tracking(key: str, domain: str) -> bool:
    """Return whether a query key only says where a visitor came from; it never names a job."""
    keys = shipped_table().keys
    return (
        key in keys.tracking
        or key.startswith(keys.tracking_beginnings)
        or key in _on(domain).tracking
        or (domain in KNOWN_BOARDS and key in _ON_BOARDS)
    )


def is_source(key: str, domain: str) -> bool:
    """Return whether a query key only credits who sent the applicant; a colleague's referral may count by it."""
    return key in shipped_table().keys.source or key in _on(domain).source


def is_affiliate(key: str, domain: str) -> bool:
    """Return whether a query key pays somebody when the link is used."""
    site = _on(domain)
    return key not in site.no_affiliate and (key in shipped_table().keys.affiliate or key in site.affiliate)


def may_be_affiliate(pair: str) -> bool:
    """Return whether `key=value` pays somebody on sites that sell, where its value is no word for a sender."""
    return key_of(pair) in shipped_table().keys.affiliate_perhaps and bool(_value(pair)) and not _names_sender(pair)


def is_noise(pair: str, domain: str) -> bool:
    """Return whether `key=value` says nothing of the job: tracking, a word for the sender, or a person."""
    keys = shipped_table().keys
    key = key_of(pair)
    return (
        is_tracking(key, domain)
        or key in keys.personal
        or (key in keys.sender and _names_sender(pair))
        or holds_email(pair)
    )


def tells_jobs_apart(pair: str, domain: str) -> bool:
    """Return whether two jobs may differ by `key=value`: not by noise, by who is credited, or by the language."""
    key = key_of(pair)
    return not (is_noise(pair, domain) or is_source(key, domain) or key in shipped_table().keys.shown)


def holds_email(text: str) -> bool:
    """Return whether an e-mail address stands in a text, percent-encoded or in base64 as well."""
    for _ in range(_DEEPEST):
        if _EMAIL.search(text):
            return True
        decoded = unquote(text)
        if decoded == text:
            break
        text = decoded
    return any(_EMAIL.search(hidden) for hidden in map(_from_base64, _BASE64.findall(text)))


def _from_base64(text: str) -> str:
    plain = text.rstrip("=")
    try:
        return b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (NotBase64, ValueError):
        return ""


def _value(pair: str) -> str:
    return unquote_plus(pair.partition("=")[2]).strip().lower()


def _names_sender(pair: str) -> bool:
    return _value(pair).replace(" ", "_") in shipped_table().keys.senders


def _on(domain: str) -> KeysOfSite:
    return shipped_table().keys.on_site.get(domain, _NO_KEYS)
