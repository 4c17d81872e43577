"""The tables of states on the site."""

import json
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from jsonschema import validate

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.us_states import UsState
from bot.pages.service.site_links import page_path
from bot.site.engine.addresses import ARCHIVE, STATES, schema_path, source_path, states_path, states_record_path
from bot.site.engine.state_view import state_views
from tests.site.html import Seen, seen, target

Files = Mapping[str, bytes]


def _page(files: Files, path: str) -> Seen:
    return seen(files[path])


def test_every_known_cell_stands_on_its_page_with_its_law_and_date(
    files: Files, base: KnowledgeBase, today: date
) -> None:
    for table in base.states:
        page = _page(files, states_path(table.id))
        for view in state_views(base, table, today.year):
            for line in view.lines:
                assert " ".join(line.text.split()) in page.text
                assert line.source.title in page.text
                assert line.date in page.text


def test_a_state_without_a_known_cell_is_named_as_not_read(files: Files, base: KnowledgeBase) -> None:
    for table in base.states:
        page = _page(files, states_path(table.id))
        assert all(state.label in page.text for state in UsState)
        assert "Not legal advice" in page.text


def test_the_list_of_tables_and_their_guides_lead_to_each_table(files: Files, base: KnowledgeBase) -> None:
    listed = _page(files, STATES).links
    for table in base.states:
        assert any(link.endswith(states_path(table.id).rpartition("/")[2]) for link in listed)
        guide = _page(files, page_path(base.page(table.topic.guide)))
        assert f"../{states_path(table.id)}" in {link.partition("#")[0] for link in guide.links}


def test_a_law_tells_which_table_cites_it(files: Files, base: KnowledgeBase) -> None:
    for table in base.states:
        for source_id in table.sources:
            assert f"../{states_path(table.id)}" in {
                link.partition("#")[0] for link in _page(files, source_path(source_id)).links
            }


def test_a_table_as_json_keeps_to_its_schema_and_is_in_the_archive(files: Files, base: KnowledgeBase) -> None:
    with ZipFile(BytesIO(files[ARCHIVE])) as archive:
        packed = set(archive.namelist())
    for table in base.states:
        path = states_record_path(table.id)
        record = json.loads(files[path])
        assert target(path, record["$schema"])[0] == schema_path("states")
        validate(record, json.loads(files[schema_path("states")]))
        assert any(name.endswith(path) for name in packed)
