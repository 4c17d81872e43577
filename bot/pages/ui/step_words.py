"""The steps of a guide in words, without anybody's dates."""

from collections.abc import Iterator

from bot.knowledge.pages import GuidePage
from bot.knowledge.steps import Step, StepAnchor, StepDay, StepRule
from bot.pages.ui.citing import cite

STEPS_TITLE = "Steps with days"
_ANCHOR = {StepAnchor.NOTICE: "you give notice", StepAnchor.LAST_DAY: "your last day"}
_RULE = {StepRule.LAW: "Rule", StepRule.CONTRACT: "Contract or policy", StepRule.CUSTOM: "Advice"}
_ON = {StepAnchor.NOTICE: "The day you give notice", StepAnchor.LAST_DAY: "Your last day"}


def when_words(when: StepDay) -> str:
    """Return such as `30 days before your last day`, `By day 60 after your last day` or `As you begin to plan`."""
    if when.anchor is StepAnchor.START:
        return "As you begin to plan"
    anchor, days = _ANCHOR[when.anchor], abs(when.days)
    if not days:
        return _ON[when.anchor]
    counted = "1 day" if days == 1 else f"{days} days"
    if when.deadline and when.days > 0:
        return f"Within {counted} after {anchor}"
    return f"{counted} {'after' if when.days > 0 else 'before'} {anchor}"


def step_blocks(front: GuidePage) -> Iterator[str]:
    """Yield a block for each step of a guide, with its marks and whom its rule binds."""
    for step in front.steps:
        yield "\n".join((f"**{step.title}**", f"-# {when_words(step.when)}", *step_lines(step)))


def step_lines(step: Step) -> tuple[str, str]:
    """Return what a step says, with its marks, and what asks for it of whom."""
    return cite(step.text, step.sources), f"-# {binding_words(step)}"


def binding_words(step: Step) -> str:
    """Return such as `Rule. Binds: Physicians enrolled in Medicare.`."""
    return f"{_RULE[step.rule]}. Binds: {step.binds}."
