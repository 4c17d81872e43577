"""Wrong settings: one sentence each; empty ones count as unset."""

from pathlib import Path

import pytest

from bot.config import Settings, SettingsInvalid, read_settings

WRONG = {
    "DISCORD_TOKEN": [
        ('"abc.def"', "quotes"),
        ("Bot abc.def", "“Bot”"),
        ("abc def", "a space"),
        ("abc\ndef", "line break"),
    ],
    "DATABASE_URL": [("'sqlite:///x.db'", "quotes")],
    "HEALTH_PORT": [("many", "integer"), ("70000", "65535"), ("80.5", "integer")],
    "HEALTH_ADDRESS": [("everywhere", "address")],
    "DISCORD_API_URL": [("https://proxy.example.org", "/api/v10"), ("https://proxy.example.org/api", "/api/v10")],
    "LOG_FORMAT": [("loud", "console")],
    "KEEP_REMOVED_SERVERS_DAYS": [("-1", "0"), ("soon", "integer")],
    "SHARD_IDS": [("a,b", "commas")],
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(("name", "value", "said"), [(name, *one) for name, ones in WRONG.items() for one in ones])
def test_a_wrong_setting_is_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid) as caught:
        read_settings()
    words = str(caught.value)
    assert words.startswith(f"A setting cannot be used. {name}: ")
    assert said in words
    assert "abc" not in words, "a token is not repeated"
    assert words.count(". ") == 1
    assert caught.value.exit_code == 78


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_setting_counts_as_unset(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), value)
    assert read_settings() == Settings(_env_file=None)


def test_spaces_around_a_token_are_no_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", " abc.def\n")
    token = read_settings().discord_token
    assert token is not None
    assert token.get_secret_value() == "abc.def"


def test_an_env_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("LOG_LEVEL=info # für später\n".encode("latin-1"))
    with pytest.raises(SettingsInvalid, match="not UTF-8"):
        read_settings()


def test_an_env_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").touch()

    def refused(path: Path, *given: object, **named: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("builtins.open", refused)
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(SettingsInvalid, match=r"\.env cannot be read: Permission denied"):
        read_settings()
