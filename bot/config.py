"""Settings, from the environment or a `.env` file; built in main, never at import."""

import re
from ipaddress import IPv4Address
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    Field,
    HttpUrl,
    IPvAnyAddress,
    SecretStr,
    ValidationError,
    WebsocketUrl,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.kit.errors import Misconfigured

_SHIPPED_KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"


class SettingsInvalid(Misconfigured):
    """Raised when a setting has a value that cannot be used."""


class Settings(BaseSettings):
    """What an operator may set; `.env.example` lists the same."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    discord_token: Annotated[
        SecretStr | None,
        Field(description="The bot's token, from the Discord developer portal. Needed by run and sync."),
    ] = None
    database_url: Annotated[str, Field(description="sqlite:///FILE, or postgresql://user:password@host/name.")] = (
        "sqlite:///tollfree.db"
    )
    knowledge_dir: Annotated[
        Path, Field(description="The folder with the pages; the one that came with the code by default.")
    ] = _SHIPPED_KNOWLEDGE
    repository_url: Annotated[
        HttpUrl | None,
        Field(description="Where corrections go: your repository's address. Without it: the private form alone."),
    ] = None
    site_url: Annotated[
        HttpUrl | None,
        Field(description="Where the static site is served, if it is: cards link to it, feeds name its addresses."),
    ] = None
    log_level: Annotated[str, Field(description="debug, info, warning or error.")] = "info"
    log_format: Annotated[
        Literal["auto", "console", "json"],
        Field(description="console for people, json for machines; auto: console in a terminal, json elsewhere."),
    ] = "auto"
    health_port: Annotated[
        int, Field(description="Port for /healthz and /metrics, on HEALTH_ADDRESS; 0: none.", ge=0, le=65535)
    ] = 0
    health_address: Annotated[
        IPvAnyAddress,
        Field(description="Where that port is open: this machine alone, or 0.0.0.0 for all who reach it."),
    ] = IPv4Address("127.0.0.1")
    keep_removed_servers_days: Annotated[
        int,
        Field(
            description="How long a server's data are kept after it has removed the bot; then they are deleted.",
            ge=0,
            le=3650,
        ),
    ] = 30
    sentry_dsn: Annotated[
        SecretStr | None, Field(description="Where errors are reported: a Sentry DSN. Without it, nowhere.")
    ] = None
    shard_count: Annotated[
        int | None, Field(description="Shards of all processes together. Without it, Discord recommends.", ge=1)
    ] = None
    shard_ids: Annotated[
        tuple[int, ...] | None,
        NoDecode,
        Field(description="This process's shards, as 0,1. Without it, all. Needs SHARD_COUNT and PostgreSQL."),
    ] = None
    discord_api_url: Annotated[
        HttpUrl | None, Field(description="Discord's REST address with its version, where a proxy stands in front.")
    ] = None
    discord_gateway_url: Annotated[
        WebsocketUrl | None, Field(description="Discord's gateway address, where a proxy stands in front.")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _blank_is_unset(cls, values: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in values.items() if not (isinstance(value, str) and not value.strip())}

    @field_validator("*", mode="before")
    @classmethod
    def _without_quotes(cls, value: object) -> object:
        if isinstance(value, str) and len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            raise ValueError("it stands in quotes, which count as part of it here; write it without them")
        return value

    @field_validator("discord_token", mode="before")
    @classmethod
    def _is_a_token(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        token = value.strip()
        if token.lower().startswith("bot "):
            raise ValueError("it begins with the word “Bot”; leave that out")
        if re.search(r"[^!-~]", token):
            raise ValueError("it has a space, a line break or another sign in it that no token has; copy it again")
        return token

    @field_validator("discord_api_url")
    @classmethod
    def _has_a_version(cls, value: HttpUrl | None) -> HttpUrl | None:
        if value is not None and not re.search(r"/v\d+/?$", value.path or ""):
            raise ValueError("it has to end with the version, as in https://proxy.example.org/api/v10")
        return value

    @field_validator("shard_ids", mode="before")
    @classmethod
    def _comma_separated(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return tuple(sorted({int(part) for part in value.split(",")}))
        except ValueError as error:
            raise ValueError("write the shards' numbers with commas between them, such as 0,1") from error

    @model_validator(mode="after")
    def _shards_are_complete(self) -> Self:
        if self.shard_ids is None:
            return self
        if self.shard_count is None:
            raise ValueError("SHARD_IDS needs SHARD_COUNT beside it")
        if self.database_url.startswith("sqlite"):
            raise ValueError("SHARD_IDS needs PostgreSQL in DATABASE_URL: several processes cannot share a SQLite file")
        if not all(0 <= number < self.shard_count for number in self.shard_ids):
            raise ValueError(f"SHARD_IDS go from 0 to {self.shard_count - 1} where SHARD_COUNT is {self.shard_count}")
        return self

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, value: str) -> str:
        if value.lower() not in {"debug", "info", "warning", "error"}:
            raise ValueError("it may be debug, info, warning or error")
        return value.lower()


def read_settings(**overrides: object) -> Settings:
    """Read the settings; raises SettingsInvalid with a sentence for each that cannot be used."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks the values
    except UnicodeDecodeError as error:
        raise SettingsInvalid("The file .env is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise SettingsInvalid(
            f"The file .env cannot be read: {error.strerror}. Give this user the right to."
        ) from error
    except ValidationError as error:
        faults = [(str(detail["loc"][0]) if detail["loc"] else "", detail["msg"]) for detail in error.errors()]
        sentences = [_sentence(name.upper(), message.removeprefix("Value error, ")) for name, message in faults]
        raise SettingsInvalid(f"A setting cannot be used. {' '.join(sentences)}") from error


def _sentence(name: str, message: str) -> str:
    return f"{name}: {message}." if name else f"{message}."
