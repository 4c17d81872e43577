"""Small valid pages, as files, for tests that need some."""

from pathlib import Path

SOURCES = """
- id: rule-1
  title: A rule
  publisher: An agency
  url: https://example.org/rule
  kind: law
  published: 2024
  accessed: 2026-01-02
- id: posting-1
  title: A posting
  publisher: An employer
  url: https://example.org/posting
  kind: employer
  published: 2025-03
  accessed: 2026-01-02
"""

SECTOR = """---
title: Lighthouses
summary: They need doctors who can read files by the sea.
asks: [what jobs near the sea, lighthouse jobs, coast doctor work, keeper health, desk job coast]
reviewed: 2026-01-02
review_by: 2199-01-02
---
## What it buys from physicians
It buys judgement about who is fit to keep a light, and it pays for a signature under each file that says so. The files
are read at a desk, and the sea is seen through a window, which many doctors like more than they expected to.

## Where it hires in the open
On its own page, where anyone may look without paying, and through the people who already do the work by the shore.
"""


def role(title: str = "Lighthouse medical reviewer", **replaced: str) -> str:
    """Return a role page; keyword arguments replace whole top-level parts of its front matter."""
    parts = {
        "title": f"title: {title}",
        "aliases": "aliases: [LMR, lighthouse doc]",
        "sector": "sector: lighthouses",
        "summary": "summary: You read keepers' health files and decide who is fit to serve.",
        "at_a_glance": """at_a_glance:
  degree: {value: MD or DO, need: required, sources: [posting-1]}
  licence: {value: any state, need: law, sources: [rule-1]}
  board_certification: {value: unknown}
  residency: {value: finished, need: required, sources: [posting-1]}
  experience: {value: unknown}
  patient_contact: {value: none, sources: [posting-1]}
  remote: {value: unknown}
  travel: {value: unknown}
  hours: {value: unknown}""",
        "requirements": """requirements:
  - {level: law, about: licence, text: A licence in any state., sources: [rule-1]}
  - {level: not_required, about: certification, text: The posting says that none is needed., sources: [posting-1]}""",
        "pay": """pay:
  - {low: 190000, high: 240000, unit: USD/year, year: 2025, basis: base pay, sources: [posting-1]}""",
        "ways_in": """ways_in:
  - {text: Write to a reviewer., cost: free}""",
        "neighbours": "neighbours: []",
        "fit": """fit: {training: residency, licence: any_state, board: unknown, img_open: unknown, remote: unknown,
  hours: full_time, likes: [detail]}""",
        "asks": "asks: [lmr job worth it, how to review files, lighthouse requirements, lmr pay, lmr remote]",
        "reviewed": "reviewed: 2026-01-02",
        "review_by": "review_by: 2099-07-02",
    }
    parts.update(replaced)
    front = "\n".join(part for part in parts.values() if part)
    return f"---\n{front}\n---\n{role_body()}"


def role_body() -> str:
    """Return a role's body that keeps every rule of prose."""
    filler = " ".join(["You read a file, you think, you write what you found, and you sign it."] * 12)
    return f"""## What you do
You open twelve files a day.[^posting-1] {filler}

## A week
{filler}

## Ways in
Write to a reviewer and ask.

## What they screen for
Patience.

## Your clinical work in their words
| You did | They call it |
| --- | --- |
| Return-to-work notes | fitness determination |
| Consults | file review |
| Handover | summary |
| Rounds | case conference |
| Charting | documentation |

## Questions to ask before you say yes
- How many files a day?

## Where it is advertised
On its own page.
"""


def write_knowledge(root: Path, **roles: str) -> Path:
    """Write a valid knowledge base below `root`; keyword arguments are role pages by id, underscores for hyphens."""
    pages = roles or {"lighthouse_reviewer": role()}
    files = {
        "sources/all.yaml": SOURCES,
        "sectors/lighthouses.md": SECTOR,
        **{f"roles/{name.replace('_', '-')}.md": text for name, text in pages.items()},
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
