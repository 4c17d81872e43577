"""Rows of a ledger for tests."""

from typing import Any

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
