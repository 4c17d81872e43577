"""Steps of guides: what `tollfree check` says of them, and what a guide's card shows."""

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.loader import load
from bot.knowledge.steps import StepAnchor, StepDay
from bot.pages.ui.page_sections import guide_sections
from bot.pages.ui.step_words import when_words
from tests.written_pages import write_knowledge

TODAY = date(2026, 3, 1)
STEP = """
  - id: {id}
    title: Tell the keeper
    text: Tell the keeper of the light that you go, in writing and by day.
    about: contract
    when: {when}
    only_if: [{only_if}]
    rule: {rule}
    binds: Keepers of lights
    sources: [{source}]"""
GUIDE = """---
title: {title}
summary: How a keeper of a light goes without leaving it dark.
asks: [how do i leave, leaving a light, who tells the ships, when to go, keeper resigns]
steps:{steps}
reviewed: 2026-01-02
review_by: 2199-01-02
---
## This week
{words}
"""


def step(
    step_id: str = "tell",
    when: str = "{anchor: last_day, days: -30}",
    only_if: str = "h1b",
    rule: str = "law",
    source: str = "rule-1",
) -> str:
    return STEP.format(id=step_id, when=when, only_if=only_if, rule=rule, source=source)


def written(root: Path, *guides: str) -> Path:
    """Write a valid base with guides, each of the given steps."""
    write_knowledge(root)
    (root / "guides").mkdir(exist_ok=True)
    for number, steps in enumerate(guides):
        words = "Somebody has to keep the light. " * 30
        text = GUIDE.format(title=f"Leaving light {number}", steps=steps, words=words)
        (root / "guides" / f"leaving-{number}.md").write_text(text)
    return root


def messages(root: Path) -> list[str]:
    return [problem.message for problem in load(root, TODAY).problems]


def test_a_step_with_a_rule_to_show_is_fine_and_stands_on_its_guides_card(tmp_path: Path) -> None:
    base = load(written(tmp_path, step()), TODAY).require()
    (section,) = [one for one in guide_sections(base, base.guide("leaving-0")) if one.key == "steps"]
    shown = "\n".join(section.blocks)
    assert "**Tell the keeper**\n-# 30 days before your last day\n" in shown
    assert "by day.[^rule-1]\n-# Rule. Binds: Keepers of lights." in shown


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (step(source="no-such"), 'there is no source "no-such"'),
        (
            step(source="posting-1"),
            'the step "tell" is of rule law; that needs a source of kind law, standard or official',
        ),
        (step(only_if="h1bb"), 'Did you mean "h1b"?'),
        (step(when="{anchor: start, days: 3}"), "a step at the start has neither days nor a deadline"),
        (step(when="{anchor: last_day, days: 900}"), "less than or equal to 400"),
        (step() + step(), 'the step "tell" is there already, in leaving-0; its id is unique'),
    ],
)
def test_a_step_that_breaks_a_rule_is_told(tmp_path: Path, given: str, said: str) -> None:
    assert any(said in message for message in messages(written(tmp_path, given)))


def test_an_id_is_unique_across_guides(tmp_path: Path) -> None:
    found = messages(written(tmp_path, step(), step()))
    assert found == ['the step "tell" is there already, in leaving-0; its id is unique']


def test_a_contract_may_rest_on_a_posting(tmp_path: Path) -> None:
    assert messages(written(tmp_path, step(rule="contract", source="posting-1"))) == []


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (StepDay(anchor=StepAnchor.START), "As you begin to plan"),
        (StepDay(anchor=StepAnchor.NOTICE), "The day you give notice"),
        (StepDay(anchor=StepAnchor.NOTICE, days=-14), "14 days before you give notice"),
        (StepDay(anchor=StepAnchor.LAST_DAY), "Your last day"),
        (StepDay(anchor=StepAnchor.LAST_DAY, days=1), "1 day after your last day"),
        (StepDay(anchor=StepAnchor.LAST_DAY, days=60, deadline=True), "Within 60 days after your last day"),
    ],
)
def test_a_day_is_said_in_words(when: StepDay, words: str) -> None:
    assert when_words(when) == words
