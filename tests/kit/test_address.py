"""DATABASE_URL as hosts hand it out and as people write it."""

from pathlib import Path
from urllib.parse import quote

import pytest

from bot.kit.storage.address import DatabaseUrlInvalid, parse_database_url, shown, to_driver

PASSWORDS = ["hush", "pa:ss/word", "p@ss", "a/b@c:d", "50%off", "q?x", "#1!", "1/2", "12?x", "a b", "ü", "%zz", "a&b=c"]


@pytest.mark.parametrize("password", PASSWORDS)
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg", "POSTGRESQL"])
def test_a_password_that_nobody_escaped_is_read_as_it_stands(password: str, scheme: str) -> None:
    url = parse_database_url(f"{scheme}://me:{password}@db.example.org:5433/name?sslmode=require")
    assert (url.username, url.password) == ("me", password)
    assert (url.host, url.port, url.database) == ("db.example.org", 5433, "name")
    assert shown(url) == "postgresql://me:***@db.example.org:5433/name"


def test_an_escaped_password_is_read_unescaped() -> None:
    url = parse_database_url("postgresql://me%40corp:p%40ss%3A%2F@[::1]:5432/na%20me")
    assert (url.username, url.password, url.host, url.database) == ("me@corp", "p@ss:/", "::1", "na me")
    assert parse_database_url("postgresql://me:hush@host/na%3Bme").database == "na;me"


HANDED_OUT = [
    ("?sslmode=require", "postgresql://?sslmode=require"),
    ("?sslmode=require&channel_binding=require", "postgresql://?sslmode=require"),
    ("?ssl=true", "postgresql://?sslmode=require"),
    ("?connect_timeout=10", None),
    ("?connect_timeout=0", None),
    ("?options=endpoint%3Dep-cool-1234", None),
    ("?options=-c%20search_path%3Dtollfree", None),
    ("?pgbouncer=true&connection_limit=1&pool_timeout=20", None),
    ("?schema=public", None),
    ("?application_name=mine&keepalives=1&keepalives_idle=30", None),
    ("?target_session_attrs=read-write", "postgresql://?target_session_attrs=read-write"),
    ("?gssencmode=disable&client_encoding=utf8", None),
    ("?sslmode=", None),
]


@pytest.mark.parametrize(("query", "dsn"), HANDED_OUT)
def test_what_hosts_write_behind_the_address_is_taken(query: str, dsn: str | None) -> None:
    told = to_driver(parse_database_url(f"postgresql://me:hush@host/name{query}"))
    assert told.url.query == {}
    assert told.dsn == dsn


def test_tls_goes_to_the_driver_and_settings_to_the_server(tmp_path: Path) -> None:
    root = tmp_path / "ca.pem"
    root.touch()
    told = to_driver(
        parse_database_url(
            f"postgres://me:hush@host/name?sslmode=verify-ca&sslrootcert={quote(str(root), '')}&connect_timeout=7"
            "&options=-c%20statement_timeout%3D5s&application_name=other"
        )
    )
    assert told.dsn == f"postgresql://?sslrootcert={quote(str(root), '')}&sslmode=verify-ca"
    assert told.connect_seconds == 7
    assert told.server_settings == {"options": "-c statement_timeout=5s", "application_name": "other"}


def test_several_servers_and_a_sockets_folder_are_read() -> None:
    several = parse_database_url("postgresql://me:hush@one:5433,two/name?target_session_attrs=read-write")
    assert several.query["host"] == ("one:5433", "two")
    assert to_driver(several).dsn == "postgresql://?target_session_attrs=read-write"
    socket = parse_database_url("postgresql://postgres:@/postgres?host=/var/run/postgresql")
    assert socket.query["host"] == ("/var/run/postgresql",)
    assert parse_database_url("postgresql://%2Fvar%2Frun/name").query["host"] == ("/var/run",)


WRONG = [
    ("postgresql://me:hush@host:99999/name", "port"),
    ("postgresql://me:hush@host:port/name", "host and port"),
    ("postgresql://me:hush@host/name?sslmode=yes", "sslmode"),
    ("postgresql://me:hush@host/name?sslmod=require", '"sslmod"'),
    ("postgresql://me:hush@host/name?connect_timeout=soon", "connect_timeout"),
    ("postgresql://me:hush@[::1/name", "host and port"),
    ("postgresql://me:hush@host/name?sslmode=verify-full&sslrootcert=/hush/ca.pem", "sslrootcert"),
    ("postgresql://me:hush@host/name?target_session_attrs=hush", "target_session_attrs"),
    ("postgresql://host/name;user=me;password=hush", "“;”"),
    ("mysql://me:hush@host/name", '"mysql"'),
    ("hush", "no scheme"),
    ("", "no scheme"),
    ("sqlite:///", "no file"),
    ("sqlite://hush.db", "slashes"),
    ("sqlite:///file.db?mode=hush", "“?”"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_cannot_be_used_is_told_in_a_sentence_without_the_password(text: str, said: str) -> None:
    with pytest.raises(DatabaseUrlInvalid) as caught:
        parse_database_url(text)
    assert str(caught.value).startswith("DATABASE_URL ")
    assert said in str(caught.value)
    assert "hush" not in str(caught.value)
