"""Rows of a ledger for tests."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.postings import Posting

_numbers = iter(range(1, 1_000_000))


def row(employer: str = "", *, names: dict[str, str] | None = None, **fields: Any) -> Posting:
    """Return a row of a job that nobody else has; fields of `asks` are given by name."""
    number = next(_numbers)
    plain = {
        "id": f"job-{number}",
        "source": f"source-{number}",
        "employer": employer or f"Employer {number}",
        "title": f"Medical Director {number}",
        "kind": "posting",
        "country": "US",
        "published": "2025-03",
        "read": "2026-11-30",
        "seen": "full",
    }
    given = {name: fields.pop(name) for name in (*plain, "pay", "details", "also_at") if name in fields}
    return Posting.model_validate(plain | given | {"asks": fields, "names": names or {}})


class _Plainly(yaml.SafeDumper):
    """Writes every value out: a ledger repeats no part by a mark."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write_ledger(root: Path, role_id: str, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write the ledger of a role below the folder of the pages."""
    (root / "postings").mkdir(exist_ok=True)
    text = yaml.dump([dict(row) for row in rows], Dumper=_Plainly, sort_keys=False)
    (root / "postings" / f"{role_id}.yaml").write_text(text)
    return root
