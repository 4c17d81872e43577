"""SHARD_IDS and SHARD_COUNT, and what they need."""

import pytest

from bot.config import SettingsInvalid, read_settings

POSTGRES = "postgresql://tollfree@localhost/tollfree"


def test_shards_are_numbers_with_commas() -> None:
    settings = read_settings(_env_file=None, database_url=POSTGRES, shard_count=4, shard_ids="3, 2")
    assert settings.shard_ids == (2, 3)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"database_url": POSTGRES, "shard_ids": "0,1"}, "SHARD_IDS needs SHARD_COUNT beside it"),
        ({"database_url": POSTGRES, "shard_count": 2, "shard_ids": "1,2"}, "SHARD_IDS go from 0 to 1"),
        ({"database_url": "sqlite:///a.db", "shard_count": 2, "shard_ids": "0"}, "SHARD_IDS needs PostgreSQL"),
        ({"database_url": POSTGRES, "shard_count": 2, "shard_ids": "one"}, "such as 0,1"),
    ],
)
def test_shards_that_cannot_be_are_refused_in_a_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(SettingsInvalid, match=sentence):
        read_settings(_env_file=None, **given)
