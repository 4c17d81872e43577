"""The steps of guides on the site."""

from collections.abc import Mapping

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.pages import GuidePage
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path


def test_every_guide_shows_its_steps_with_marks_and_without_dates(
    files: Mapping[str, bytes], base: KnowledgeBase
) -> None:
    for page in base.of_kind(PageKind.GUIDE):
        assert isinstance(page.front, GuidePage)
        html = files[page_path(page)].decode()
        assert ('<section id="steps">' in html) is bool(page.front.steps)
        for step in page.front.steps:
            _, _, rest = html.partition(f'id="step-{step.id}"')
            shown, _, _ = rest.partition("</dd>")
            assert '<sup><a href="#s' in shown, step.id
            assert "Binds: " in shown
