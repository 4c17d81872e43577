"""Offers and links for other programs: JSON lines in, JSON lines out."""

import json
from pathlib import Path

from tests.cli.running import tollfree


def test_links_by_the_batch(tmp_path: Path) -> None:
    texts = {
        "a": "https://uk.linkedin.com/jobs/view/4460735555?utm_source=x",
        "b": "found: https://www.linkedin.com/jobs/view/md-at-acme-4460735555.",
        "c": "https://bit.ly/3abc",
        "d": "https://www.indeeed.com/viewjob?jk=5f3e2d1c0b9a8877",
    }
    path = tmp_path / "links.jsonl"
    path.write_text("\n".join(json.dumps({"id": key, "text": text}) for key, text in texts.items()) + "\n")
    result = tollfree("links", "--batch", str(path), cwd=tmp_path)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["id"], row["verdict"]) for row in rows] == [
        ("a", "accepted"),
        ("b", "accepted"),
        ("c", "refused"),
        ("d", "queued"),
    ]
    assert rows[0]["job"] == rows[1]["job"] == "linkedin/4460735555"
    assert rows[0]["url"] == "https://www.linkedin.com/jobs/view/4460735555/"
    assert "short link" in rows[2]["why"]
    assert rows[2]["url"] is rows[2]["job"] is None
    assert "indeed.com" in rows[3]["why"]


def test_offers_by_the_batch(tmp_path: Path) -> None:
    path = tmp_path / "offers.jsonl"
    offer = {"id": 7, "text": "It is $1,997, or 6 payments of $397. No refunds."}
    path.write_text(f"{json.dumps(offer)}\n\n")
    result = tollfree("tollcheck", "--batch", str(path), cwd=tmp_path)
    assert json.loads(result.stdout) == {
        "id": 7,
        "signs": ["installments", "no_refund"],
        "quotes": {"installments": ["6 payments of $397"], "no_refund": ["No refunds"]},
        "reckoned": ["Together 2,382: 385 more than 1,997 at once."],
        "notes": [],
        "is_cut": False,
    }


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": 1}\n')
    result = tollfree("links", "--batch", str(path), cwd=tmp_path)
    assert result.returncode != 0
    assert 'bad.jsonl:1: this line needs "id" and "text"' in result.stderr
    path.write_text("no json\n")
    assert "is not JSON" in tollfree("tollcheck", "--batch", str(path), cwd=tmp_path).stderr
    assert "cannot be read" in tollfree("tollcheck", "--batch", str(tmp_path / "nowhere"), cwd=tmp_path).stderr
