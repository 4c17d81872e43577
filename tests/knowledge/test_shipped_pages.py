"""The pages that ship: valid, complete, and fit to show."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.knowledge.loader import Loaded, load
from bot.knowledge.problems import Severity
from bot.knowledge.vocabulary import PageKind
from bot.ui.card import Card
from bot.ui.card_rule import every_card_fits
from bot.ui.cards import build_card
from bot.ui.help_card import help_card
from bot.ui.index_cards import myths_card, sectors_card
from bot.ui.layout import card_view
from bot.ui.limits import CUSTOM_ID, MESSAGE_COMPONENTS, MESSAGE_TEXT
from bot.domain.place import Place

ROOT = Path(__file__).parents[2]
TODAY = datetime.now(UTC).date()
FIRST_TWELVE = """um-medical-director physician-advisor medical-science-liaison pharmacovigilance-physician
clinical-development-physician regulatory-medical-writer chief-medical-information-officer fda-medical-officer
expert-witness disability-medical-consultant independent-peer-reviewer clinical-ai-evaluator""".split()


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return load(ROOT / "knowledge", TODAY, [every_card_fits])


def test_there_are_no_problems(loaded: Loaded) -> None:
    assert [str(problem) for problem in loaded.problems if problem.severity is Severity.ERROR] == []


def test_the_first_twelve_roles_are_there(loaded: Loaded) -> None:
    assert set(FIRST_TWELVE) <= {page.id for page in loaded.require().of_kind(PageKind.ROLE)}


def check_every_screen(card: Card) -> None:
    """Lay out every screen of a card, and hold it against Discord's limits."""
    for section in card.sections:
        for number in range(len(card.screens(section))):
            view = card_view(card, Place(card.address, section.key, number))
            ids = [found for item in view.walk_children() if (found := getattr(item, "custom_id", None))]
            where = f"{card.address} {section.key} {number}"
            assert view.content_length() <= MESSAGE_TEXT, where
            assert sum(1 for _ in view.walk_children()) <= MESSAGE_COMPONENTS, where
            assert len(set(ids)) == len(ids), where
            assert all(len(custom_id) <= CUSTOM_ID for custom_id in ids), where
            view.to_components()  # type: ignore[no-untyped-call]  # discord.py checks while it serialises


async def test_every_screen_of_every_card_keeps_discords_limits(loaded: Loaded) -> None:
    base = loaded.require()
    url = "https://example.org/" + "x" * 200
    for page_id in base.pages:
        check_every_screen(build_card(base, page_id, TODAY, url))
    for card in (help_card(base), sectors_card(base), myths_card(base)):
        check_every_screen(card)


@pytest.mark.parametrize(
    ("typed", "page_id"),
    [
        ("UM", "um-medical-director"),
        ("PA", "physician-advisor"),
        ("MSL", "medical-science-liaison"),
        ("PV", "pharmacovigilance-physician"),
        ("CMIO", "chief-medical-information-officer"),
        ("expert", "expert-witness"),
        ("peer review", "independent-peer-reviewer"),
        ("FDA", "fda-medical-officer"),
        ("drug saftey", "pharmacovigilance-physician"),
        ("medcal writer", "regulatory-medical-writer"),
    ],
)
def test_what_people_type_finds_the_page(loaded: Loaded, typed: str, page_id: str) -> None:
    found = loaded.require().search_titles(PageKind.ROLE, typed, 25)
    assert page_id in [page.id for page in found[:3]]
