"""The pages as JSON with their schema, and the ledger as CSV."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO

from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.count_words import count_words
from bot.knowledge.postings import FIELDS
from bot.knowledge.reading import FRONT_MATTER
from bot.knowledge.role import RolePage
from bot.knowledge.sources import Source
from bot.knowledge.state_reading import states_file_schema
from bot.knowledge.state_tables import StateTable
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path
from bot.site.engine.addresses import LEDGER, record_path, root_of, schema_path, states_path, states_record_path

LICENSE = "CC-BY-4.0"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def records(base: KnowledgeBase) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of each page as JSON, of each table and schema, and of the ledger."""
    for kind in PageKind:
        yield schema_path(kind), _json(_schema(kind))
        for page in base.of_kind(kind):
            yield record_path(page), _json(_record(base, page))
    yield schema_path("states"), _json(_table_schema())
    for table in base.states:
        yield states_record_path(table.id), _json(_table(base, table))
    yield LEDGER, _ledger(base)


def _record(base: KnowledgeBase, page: AnyPage) -> dict[str, object]:
    path = record_path(page)
    record: dict[str, object] = {
        "$schema": root_of(path) + schema_path(page.kind),
        "id": page.id,
        "kind": str(page.kind),
        "page": root_of(path) + page_path(page),
        "license": LICENSE,
        "front": page.front.model_dump(mode="json"),
        "body": page.body.markdown,
        "sources": [base.sources[source_id].model_dump(mode="json") for source_id in page.cited],
    }
    if isinstance(page.front, RolePage):
        record["counts"] = {
            ".".join(map(str, at)): count_words(line.tally) for at, line in page.front.counted() if line.tally
        }
        record["postings"] = [row.model_dump(mode="json") for row in page.postings]
    return record


def _table(base: KnowledgeBase, table: StateTable) -> dict[str, object]:
    """Return a table with its sources; what is left out of a row is unknown."""
    path = states_record_path(table.id)
    return {
        "$schema": root_of(path) + schema_path("states"),
        "id": table.id,
        "page": root_of(path) + states_path(table.id),
        "license": LICENSE,
        "columns": list(table.columns),
        "table": table.topic.model_dump(mode="json", exclude_none=True),
        "sources": [base.sources[source_id].model_dump(mode="json") for source_id in table.sources],
    }


def _schema(kind: PageKind) -> dict[str, object]:
    front = FRONT_MATTER[kind].model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = {**front.pop("$defs", {}), "Front": front}
    properties: dict[str, object] = {
        "$schema": {"type": "string"},
        "id": {"type": "string"},
        "kind": {"const": str(kind)},
        "page": {"type": "string", "description": "The page's address, relative to this file."},
        "license": {"const": LICENSE},
        "front": {"$ref": "#/$defs/Front"},
        "body": {"type": "string", "description": "Markdown; [^id] cites a source."},
        "sources": {"type": "array", "items": {"$ref": "#/$defs/Source"}},
    }
    required = list(properties)
    if kind is PageKind.ROLE:
        words = {"type": "string"}
        properties["counts"] = {
            "type": "object",
            "additionalProperties": words,
            "description": "What was counted, in words, by its place in `front`.",
        }
        properties["postings"] = {"type": "array", "items": {"type": "object"}, "description": "Rows of the ledger."}
        required += ["counts", "postings"]
    return _closed(properties, required, definitions)


def _table_schema() -> dict[str, object]:
    topics = states_file_schema()
    properties: dict[str, object] = {
        "$schema": {"type": "string"},
        "id": {"type": "string"},
        "page": {"type": "string", "description": "The page's address, relative to this file."},
        "license": {"const": LICENSE},
        "columns": {"type": "array", "items": {"type": "string"}},
        "table": {
            "anyOf": topics["anyOf"],
            "description": "What is left out of a row, and each other state, is unknown.",
        },
        "sources": {"type": "array", "items": {"$ref": "#/$defs/Source"}},
    }
    return _closed(properties, list(properties), topics["$defs"])


def _closed(properties: dict[str, object], required: list[str], definitions: Mapping[str, object]) -> dict[str, object]:
    """Return a schema that allows these properties alone, and knows what a source is."""
    source = Source.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    return {
        "$schema": _DRAFT,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "$defs": {**definitions, **source.pop("$defs", {}), "Source": source},
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def _ledger(base: KnowledgeBase) -> bytes:
    """Return a line for each posting: facts in fixed columns, the further ones as `name: value` in the last two."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    facts = ("employer", "title", "kind", "country", "published", "read", "seen")
    pay = ("pay_low", "pay_high", "pay_unit", "pay_basis")
    writer.writerow(("role", "id", *facts, *FIELDS, *pay, "source", "url", "names", "details"))
    for page in base.of_kind(PageKind.ROLE):
        for row in page.postings:
            paid = (row.pay.low, row.pay.high, row.pay.unit, row.pay.basis) if row.pay else ("",) * len(pay)
            writer.writerow(
                (
                    page.id,
                    row.id,
                    *(getattr(row, fact) for fact in facts),
                    *(row.ask(field) for field in FIELDS),
                    *paid,
                    row.source,
                    base.sources[row.source].url,
                    "; ".join(f"{name}: {asked}" for name, asked in sorted(row.names.items())),
                    "; ".join(f"{name}: {detail}" for name, detail in sorted(row.details.items())),
                )
            )
    return text.getvalue().encode()
