"""Command definitions, which the simulated Discord does not check, and how they reach Discord.

Limits: https://discord.com/developers/docs/interactions/application-commands
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.app import App, every_item
from tests.simulated import Server

NAME = re.compile(r"^[-_\w]{1,32}$")


@pytest.fixture
def definitions(server: Server) -> list[dict[str, Any]]:
    tree = server.app.client.tree
    return [command.to_dict(tree) for command in tree.get_commands(type=discord.AppCommandType.chat_input)]


def every_part(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from every_part(part.get("options", []))


def test_names_and_descriptions_keep_discords_limits(definitions: list[dict[str, Any]]) -> None:
    for part in every_part(definitions):
        assert NAME.match(part["name"]), part["name"]
        assert part["name"] == part["name"].lower()
        assert 1 <= len(part["description"]) <= 100, part["description"]


def test_options_and_choices_keep_discords_limits(definitions: list[dict[str, Any]]) -> None:
    for part in every_part(definitions):
        names = [option["name"] for option in part.get("options", [])]
        assert len(names) <= 25
        assert len(set(names)) == len(names)
        required = [option.get("required", False) for option in part.get("options", [])]
        assert required == sorted(required, reverse=True), "required options stand first"
        choices = part.get("choices", [])
        assert len(choices) <= 25
        assert all(1 <= len(choice["name"]) <= 100 and len(str(choice["value"])) <= 100 for choice in choices)
        assert not (choices and part.get("autocomplete"))


def test_command_names_are_unique_and_in_all_small_enough(definitions: list[dict[str, Any]]) -> None:
    names = [definition["name"] for definition in definitions]
    assert len(set(names)) == len(names)
    for definition in definitions:
        assert sum(len(part["name"]) + len(part["description"]) for part in every_part([definition])) <= 8000


def test_commands_are_installed_by_servers_and_members_and_used_anywhere(definitions: list[dict[str, Any]]) -> None:
    for definition in definitions:
        assert definition["contexts"] == [0, 1, 2]
        assert definition["integration_types"] == [0, 1]


def test_custom_ids_are_versioned_and_never_ambiguous() -> None:
    samples = [
        "tf1:card:a-b:glance:0",
        "tf1:turn:a:b1:12",
        "tf1:share:compare.0a.1b:pay:0",
        "tf1:section:a",
        "tf1:goto",
        "tf1:gap:um-medical-director",
        "tf1:gapfile:topic:msl-bc",
        "tf1:review:approve:12",
        "tf1:modpage:queue:0",
        "tf1:setting:leads",
        "tf1:setup:test",
        "tf1:digest:2026-11-27:um-medical-director",
        "tf1:digest:2026-11-27:-",
        "tf1:renewal:renew:1:2",
        "tf1:privacy:delete-now",
        "tf1:follow:um-medical-director",
        "tf1:following:list",
        "tf1:following:off:um-medical-director",
        "tf1:following:stop:2026-11-27",
        "tf1:following:undo",
        "tf1:following:undo:2026-11-27",
        "tf1:unfollow",
    ]
    patterns = [item.__discord_ui_compiled_template__ for item in every_item()]
    assert all(pattern.pattern.startswith("tf1:") for pattern in patterns)
    for sample in samples:
        assert sum(pattern.fullmatch(sample) is not None for pattern in patterns) == 1, sample


def test_the_bot_asks_for_no_privileged_intent(app: App) -> None:
    assert app.client.intents == discord.Intents(guilds=True)
    assert app.client.allowed_mentions is not None
    assert dict(app.client.allowed_mentions.to_dict()) == {"parse": []}


def test_the_bot_keeps_neither_members_nor_messages_in_memory(app: App) -> None:
    state = app.client._connection
    assert state.member_cache_flags == discord.MemberCacheFlags.none()
    assert not state._chunk_guilds
    assert app.client._connection.max_messages is None


async def test_commands_are_synced_on_the_first_start_and_not_on_the_next(server: Server) -> None:
    def syncs() -> int:
        return sum(entry.method == "PUT" and entry.path.endswith("/commands") for entry in server.env.http_requests)

    assert syncs() == 1
    await server.restart()
    assert syncs() == 1
    assert await server.client.sync_commands(force=True)
    assert syncs() == 2


def test_the_readme_lists_every_command(definitions: list[dict[str, Any]]) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    listed = re.findall(r"^\| `/([a-z ]+)`", readme, flags=re.MULTILINE)
    assert sorted(listed) == sorted(definition["name"] for definition in definitions)
