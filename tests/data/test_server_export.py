"""Everything of one server, and nothing of others."""

import json
from typing import Any

import pytest

from bot.data.tables import metadata
from bot.data.transfer.server_rows import server_json
from bot.kit.storage.columns import is_for_the_member_alone
from bot.kit.storage.engines import Engines
from bot.servers.storage.leaving import OF_NO_SERVER, rows_of_server
from tests.data.full_database import OTHER_GUILD, ROWS, everything
from tests.world import GUILD, POSTER


@pytest.fixture
def engines(full_engines: Engines) -> Engines:
    """Give engines on a database with rows in every table."""
    return full_engines


async def exported(engines: Engines, guild: int, *, with_members: bool = True) -> dict[str, Any]:
    async with engines.reader.connect() as connection:
        pieces = [piece async for piece in server_json(connection, guild, with_members=with_members)]
    found: dict[str, Any] = json.loads("".join(pieces))
    return found


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_table_is_of_servers_or_listed_as_not(table: Any) -> None:
    is_reached = rows_of_server(table, 1) is not None
    assert is_reached != (table.name in OF_NO_SERVER), (
        f"{table.name}: can its rows be told by server? Then give it guild_id or a foreign key; else list it"
    )


async def test_an_export_has_every_row_of_its_server_and_none_of_others(engines: Engines) -> None:
    here, there, nowhere = [await exported(engines, guild) for guild in (GUILD, OTHER_GUILD, 5)]
    assert here["server_id"] == str(GUILD)
    everywhere = await everything(engines.reader)
    of_no_server = {"gaps": sum(1 for row in ROWS["gaps"] if row["guild_id"] is None)}
    for table in metadata.sorted_tables:
        if table.name in OF_NO_SERVER or is_for_the_member_alone(table):
            assert table.name not in here
            continue
        assert here[table.name], f"{table.name} has rows of this server"
        assert nowhere[table.name] == []
        both = [json.dumps(row) for row in here[table.name] + there[table.name]]
        assert len(both) == len(set(both)) == len(everywhere[table.name]) - of_no_server.get(table.name, 0)
    assert str(OTHER_GUILD) not in json.dumps(here)


async def test_ids_are_text_and_moments_iso(engines: Engines) -> None:
    lead = (await exported(engines, GUILD))["leads"][0]
    assert lead["poster_id"] == str(POSTER.member_id)
    assert lead["title"] == "Éditeur médical – “remote” 🩺"
    assert lead["posted_at"] == "2026-11-22T12:00:00+00:00"


async def test_without_members_no_id_and_no_name_is_left_but_who_is_the_same_is_seen(engines: Engines) -> None:
    whole = await exported(engines, GUILD)
    bare = await exported(engines, GUILD, with_members=False)
    for identity in ("12000000000000", "13000000000000", "14000000000000", "Ada", "Bob"):
        assert identity in json.dumps(whole)
        assert identity not in json.dumps(bare)
    assert [len(rows) for rows in bare.values()] == [len(rows) for rows in whole.values()]
    assert bare["leads"][0]["poster_id"].startswith("member ")
    voters = [vote["member_id"] for vote in whole["lead_votes"]]
    numbers = [vote["member_id"] for vote in bare["lead_votes"]]
    assert len(set(zip(voters, numbers, strict=True))) == len(set(voters)) == len(set(numbers))


async def test_without_members_nobody_can_tell_who_asked_or_answered_nor_what(engines: Engines) -> None:
    bare = await exported(engines, GUILD, with_members=False)
    [question], [answer], [insider] = bare["insider_questions"], bare["insider_answers"], bare["insiders"]
    assert (question["text"], answer["text"]) == (None, None)
    numbers = [insider["member_id"], answer["member_id"], question["asker_id"]]
    elsewhere = json.dumps({name: rows for name, rows in bare.items() if not name.startswith("insider")})
    assert len(set(numbers)) == 3, "the same person has another number in each row"
    assert not [number for number in numbers if f'"{number}"' in elsewhere]
    assert bare["insider_suspensions"][0]["member_key"] is None
