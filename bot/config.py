"""Settings, from the environment or a `.env` file; built in main, never at import."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, HttpUrl, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.errors import TollfreeError

_SHIPPED_KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"


class SettingsInvalid(TollfreeError):
    """Raised when a setting has a value that cannot be used."""


class Settings(BaseSettings):
    """What an operator may set; `.env.example` lists the same."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

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
        Field(description="Where corrections go: the address of your repository. Without it, no such button."),
    ] = None
    log_level: Annotated[str, Field(description="debug, info, warning or error.")] = "info"

    @field_validator("discord_token", "repository_url", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

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
    except ValidationError as error:
        sentences = [
            f"{'_'.join(str(step) for step in detail['loc']).upper()}: {detail['msg'].removeprefix('Value error, ')}."
            for detail in error.errors()
        ]
        raise SettingsInvalid(f"A setting cannot be used. {' '.join(sentences)}") from error
