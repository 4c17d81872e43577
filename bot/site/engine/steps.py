"""The steps of a guide, as its page shows them."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.knowledge.pages import FrontMatter, GuidePage
from bot.pages.ui.step_words import binding_words, when_words
from bot.site.engine.prose import Notes


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step with its marks."""

    id: str
    title: str
    when: str
    html: Markup
    binding: str


def guide_steps(front: FrontMatter, notes: Notes) -> tuple[ShownStep, ...]:
    """Return a guide's steps; other pages have none."""
    if not isinstance(front, GuidePage):
        return ()
    return tuple(
        ShownStep(step.id, step.title, when_words(step.when), notes.cited(step.text, step.sources), binding_words(step))
        for step in front.steps
    )
