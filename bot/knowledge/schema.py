"""Publish the format as JSON Schema, for editors."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.reading import FRONT_MATTER, postings_file_schema, source_file_schema
from bot.knowledge.state_reading import states_file_schema

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, object]]:
    """Return the schema of each kind's front matter, of source files, ledgers and tables of states, by file name."""
    found = {f"{kind.value}.schema.json": front.model_json_schema() for kind, front in FRONT_MATTER.items()}
    found["sources.schema.json"] = source_file_schema()
    found["postings.schema.json"] = postings_file_schema()
    found["states.schema.json"] = states_file_schema()
    return {name: {"$schema": _DRAFT, **schema} for name, schema in found.items()}


def write_schemas(folder: Path) -> Iterator[Path]:
    """Write all schemas, and yield each file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        yield path
