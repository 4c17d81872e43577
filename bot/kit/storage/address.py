"""Read DATABASE_URL as people and hosts write it, and say in a sentence what of it cannot be used.

Hosts hand out libpq's addresses: with its names for TLS, with passwords that nobody escaped, and with settings of other
programs. No sentence repeats a part that may hold a password.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode

from sqlalchemy import URL

from bot.kit.errors import Misconfigured

_FILE = "Write sqlite:///tollfree.db for a file, or postgresql://user:password@host/name for a server."
_SQLITE = {"sqlite"}
_POSTGRES = {"postgresql", "postgres"}
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.%\w]+\]|[^\s/:@?#\[\]]*)(:(?P<port>\d*))?")
_TLS_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_SERVER_KINDS = ("any", "primary", "standby", "prefer-standby", "read-write", "read-only")
_YES_NO = {"true": "require", "1": "require", "on": "require", "false": "disable", "0": "disable", "off": "disable"}

_TLS_FILES = frozenset({"sslrootcert", "sslcert", "sslkey", "sslcrl"})
_FOR_DRIVER = _TLS_FILES | {
    "sslpassword",
    *("ssl_min_protocol_version", "ssl_max_protocol_version", "sslnegotiation"),
    *("target_session_attrs", "passfile", "krbsrvname", "gsslib"),
}
"""libpq's names that the driver reads from an address as they are."""
_FOR_SERVER = frozenset({"options", "application_name", "search_path", "timezone", "statement_timeout"})
"""Settings of the server's own."""
_WITHOUT_EFFECT = frozenset(
    {
        *("channel_binding", "gssencmode", "client_encoding", "fallback_application_name", "requirepeer"),
        *("keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout"),
        *(
            "load_balance_hosts",
            "sslsni",
            "sslcompression",
            "sslcertmode",
            "sslaccept",
            "supa",
            "workaround",
            "pgbouncer",
        ),
        *("connection_limit", "pool_timeout", "socket_timeout", "statement_cache_size"),
        *(
            "prepared_statement_cache_size",
            "prepareThreshold",
            "pool_size",
            "pool_mode",
            "max_idle_connection_lifetime",
        ),
    }
)
"""What other programs read, or what the driver does by itself; it changes nothing about what is stored where."""


class DatabaseUrlInvalid(Misconfigured):
    """Raised for a DATABASE_URL that names no database we can use."""


@dataclass(frozen=True, slots=True)
class ToDriver:
    """What asyncpg is told of an address besides where it is."""

    url: URL
    """With the places alone after the “?”: a socket's folder, or several servers."""
    dsn: str | None
    """What asyncpg reads by itself: TLS, and which of several servers."""
    server_settings: Mapping[str, str]
    connect_seconds: float | None


def parse_database_url(text: str, name: str = "DATABASE_URL") -> URL:
    """Return the URL with our drivers; raises DatabaseUrlInvalid, which says what is invalid by its name."""
    scheme, separator, rest = text.strip().partition("://")
    kind = scheme.split("+", 1)[0].lower()
    if not separator or kind not in _SQLITE | _POSTGRES:
        begin = scheme.split(":", 1)[0][:20] if separator or ":" in scheme else "no scheme"
        raise DatabaseUrlInvalid(f'{name} begins with "{begin}", which I cannot use. {_FILE}')
    return _file(rest, name) if kind in _SQLITE else _server(rest, name)


def to_driver(url: URL, name: str = "DATABASE_URL") -> ToDriver:
    """Return what asyncpg is told of an address from parse_database_url; raises DatabaseUrlInvalid."""
    given = {key: value if isinstance(value, str) else value[-1] for key, value in url.query.items() if key != "host"}
    places = {"host": url.query["host"]} if "host" in url.query else {}
    return ToDriver(url.set(query=places), _dsn(given, name), _server_settings(given, name), _seconds(given, name))


def shown(url: URL) -> str:
    """Return an address for people, without password and without anything that stood after the “?”."""
    plain = url.set(drivername=url.get_backend_name(), query={})
    return plain.render_as_string(hide_password=True)


def _file(rest: str, name: str) -> URL:
    path, _, query = rest.partition("?")
    if not path.startswith("/"):
        raise DatabaseUrlInvalid(f"{name} has too few slashes for a file. {_FILE}")
    file = path[1:]
    if query:
        raise DatabaseUrlInvalid(f"{name} has a “?” after the file; leave out what stands from there on.")
    if not file or file == ":memory:":
        raise DatabaseUrlInvalid(f"{name} names no file: nothing would be kept. {_FILE}")
    return URL.create("sqlite+aiosqlite", database=file)


def _server(rest: str, name: str) -> URL:
    login, place = _divided(rest)
    hosts, mark, tail = _split_at(place, "/?")
    database, _, query = tail.partition("?") if mark == "/" else ("", "", tail)
    if ";" in database:
        raise DatabaseUrlInvalid(
            f"{name} has a “;” after the database’s name. Settings stand behind a “?”, with “&” between them; a “;” "
            "that belongs to the name is written as %3B."
        )
    given = dict(parse_qsl(query.partition("#")[0], keep_blank_values=True))
    user, colon, password = login.partition(":")
    places = _places(hosts, given, name)
    login_given = {key: given.pop(key, None) for key in ("user", "password", "dbname", "database")}
    single = len(places) == 1 and not places[0].host.startswith("/")
    url = URL.create(
        "postgresql+asyncpg",
        username=unquote(user) or login_given["user"],
        password=unquote(password) if colon else login_given["password"],
        host=places[0].host or None if single else None,
        port=places[0].port if single else None,
        database=unquote(database) or login_given["dbname"] or login_given["database"],
        query={**given, **({} if single else {"host": tuple(str(place) for place in places)})},
    )
    to_driver(url, name)  # says what of it cannot be used
    return url


def _divided(rest: str) -> tuple[str, str]:
    """Return user and password, and what follows; a password may hold any character that was not escaped.

    Where the first “/”, “?” or “#” ends a host as it should, those before it are what RFC 3986 says; else, the last “@”
    divides.
    """
    authority, mark, tail = _split_at(rest, "/?#")
    login, at, hosts = authority.rpartition("@")
    path = tail.partition("?")[0] if mark == "/" else "" if mark == "?" and at else tail
    if all(_HOST.fullmatch(host) for host in hosts.split(",")) and "@" not in path:
        return login, hosts + mark + tail
    login, _, place = rest.rpartition("@")
    return login, place


def _split_at(text: str, marks: str) -> tuple[str, str, str]:
    """Divide a text at the first of some characters."""
    found = re.search(f"[{re.escape(marks)}]", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


class _Place(NamedTuple):
    host: str
    """A name, a number, or the folder of a socket; empty: this machine."""
    port: int | None

    def __str__(self) -> str:
        return f"{self.host}:{self.port}" if self.port else self.host


def _places(text: str, given: dict[str, str], name: str) -> list[_Place]:
    """Return the servers that an address names, one or several; takes `host` and `port` from after the “?” too."""
    hosts = (given.pop("host", "") or text).split(",")
    ports = given.pop("port", "").split(",")
    return [_place(host, ports[min(number, len(ports) - 1)], name) for number, host in enumerate(hosts)]


def _place(text: str, port: str, name: str) -> _Place:
    text = unquote(text)
    folder, _, number = text.rpartition(":") if text.startswith("/") and ":" in text else (text, "", "")
    match = None if text.startswith("/") else _HOST.fullmatch(text)
    if match is None and not text.startswith("/"):
        raise DatabaseUrlInvalid(
            f"{name} has no host and port that I can read. If the password has one of @ / : ? # in it, write those "
            "as %40 %2F %3A %3F %23."
        )
    port = (match["port"] if match else number) or port
    if port and not (port.isdecimal() and 0 < int(port) < 65536):
        raise DatabaseUrlInvalid(f"{name} has a port that is none: ports go from 1 to 65535.")
    return _Place(match["host"].strip("[]") if match else folder, int(port) if port else None)


def _dsn(given: Mapping[str, str], name: str) -> str | None:
    """Return what the driver is to read by itself; raises DatabaseUrlInvalid for words or files that are not."""
    told = {key: value for key, value in given.items() if key in _FOR_DRIVER and value}
    missing = [key for key in sorted(_TLS_FILES & told.keys()) if not Path(told[key]).is_file()]
    if missing:
        raise DatabaseUrlInvalid(f"{name} names a file for {missing[0]} that is not there.")
    mode = given.get("sslmode") or given.get("ssl")
    if mode:
        mode = _YES_NO.get(mode.lower(), mode.lower())
        if mode not in _TLS_MODES:
            raise DatabaseUrlInvalid(f"{name} has an sslmode that is none of {', '.join(_TLS_MODES)}.")
        told["sslmode"] = mode
    if told.get("target_session_attrs", "any") not in _SERVER_KINDS:
        raise DatabaseUrlInvalid(f"{name} has target_session_attrs that are none of {', '.join(_SERVER_KINDS)}.")
    return f"postgresql://?{urlencode(told)}" if told else None


def _seconds(given: Mapping[str, str], name: str) -> float | None:
    """Return how long a connection may take to open, or None where nothing is said; libpq's 0 says nothing."""
    text = given.get("connect_timeout", "")
    if not text:
        return None
    if not re.fullmatch(r"\d{1,6}", text):
        raise DatabaseUrlInvalid(f"{name} has a connect_timeout that is no number of seconds.")
    return float(text) or None


def _server_settings(given: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the server's own settings; raises DatabaseUrlInvalid for a word that nobody knows."""
    known = _FOR_DRIVER | _FOR_SERVER | _WITHOUT_EFFECT | {"sslmode", "ssl", "connect_timeout", "schema"}
    unknown = sorted(set(given) - known)
    if unknown:
        words = " and ".join(f'"{key[:30]}"' if re.fullmatch(r"\w+", key) else "a word" for key in unknown)
        raise DatabaseUrlInvalid(f"{name} has {words} after the “?”, which I do not know. Leave it out.")
    told = {key: value for key, value in given.items() if key in _FOR_SERVER and value}
    if given.get("schema"):
        told.setdefault("search_path", given["schema"])
    return told
