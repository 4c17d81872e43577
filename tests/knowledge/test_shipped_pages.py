"""The pages that ship: valid, complete, and fit to show."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.kit.place import Place
from bot.kit.ui.limits import CUSTOM_ID, MESSAGE_COMPONENTS, MESSAGE_TEXT
from bot.knowledge.loader import Loaded, load
from bot.knowledge.problems import Severity
from bot.knowledge.report import report_lines
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.card import Card
from bot.pages.ui.card_rule import every_card_fits
from bot.pages.ui.cards import build_card
from bot.pages.ui.help_card import help_card
from bot.pages.ui.index_cards import myths_card, sectors_card
from bot.pages.ui.layout import card_view
from cogs.pages import PagesCog

ROOT = Path(__file__).parents[2]
TODAY = datetime.now(UTC).date()
PROMISED = {
    PageKind.SECTOR: """
    payers hospital-administration pharma-biotech devices-diagnostics medical-communications
    informatics-health-tech government-public-health medico-legal-review insurance-medicine consulting-finance
    policy-nonprofit education-academia entrepreneurship
    """,
    PageKind.ROLE: """
    um-medical-director independent-peer-reviewer population-health-director cms-contractor-medical-director
    physician-advisor cdi-physician-advisor coding-audit-physician quality-patient-safety-officer
    chief-medical-officer hospital-administrator medical-science-liaison medical-affairs-director
    pharmacovigilance-physician clinical-development-physician cro-medical-monitor principal-investigator
    medical-information-specialist promotional-medical-reviewer regulatory-affairs-physician
    device-medical-director regulatory-medical-writer cme-medical-writer medical-editor health-journalist
    clinical-informaticist chief-medical-information-officer ehr-vendor-physician
    digital-health-medical-director clinical-ai-evaluator health-data-scientist telehealth-physician
    fda-medical-officer cdc-eis-officer nih-program-officer va-administrative-physician public-health-officer
    medical-examiner occupational-medicine-director expert-witness ime-examiner disability-medical-consultant
    life-insurance-medical-director management-consultant expert-network-adviser healthcare-investor
    equity-research-analyst policy-fellow policy-advocate bioethics-consultant irb-chair item-writer
    medical-educator startup-founder physician-recruiter career-coach
    """,
    PageKind.GUIDE: """
    networking-and-informational-interviews resume-and-linkedin interviewing licence-maintenance
    licence-re-entry board-certification no-residency international-graduates confidential-search
    non-competes-and-outside-work pay-and-pay-cuts degrees-mba-mph choosing-certifications
    paid-coaching-and-courses job-scams bias-and-barriers age-and-late-career timelines-and-odds
    bridges-and-side-work where-to-look malpractice-and-background contracts-and-1099 disability-insurance
    burnout-and-crisis-support deciding-to-leave references-and-mentors uk-and-international
    """,
    PageKind.CERTIFICATION: """
    chcqm acpa-pac cpe bcmas msl-bc amwa-mwc ccds cpc-coding abpm-clinical-informatics dbim cime cphq pmp
    """,
}
FEWEST_MYTHS = 20
LEAST_FIRM = 0.6


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return load(ROOT / "knowledge", TODAY, [every_card_fits])


def test_there_are_no_problems(loaded: Loaded) -> None:
    assert [str(problem) for problem in loaded.problems if problem.severity is Severity.ERROR] == []


def test_every_promised_page_is_there(loaded: Loaded) -> None:
    base = loaded.require()
    for kind, ids in PROMISED.items():
        assert {page.id for page in base.of_kind(kind)} >= set(ids.split()), kind
    assert len(base.of_kind(PageKind.MYTH)) >= FEWEST_MYTHS


def test_most_requirements_rest_on_firm_evidence(loaded: Loaded) -> None:
    lines = list(report_lines(loaded.require(), TODAY))
    (share,) = [int(match[1]) for line in lines if (match := re.match(r"(\d+)% of them rest on law", line))]
    assert share >= LEAST_FIRM * 100


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
            view.to_components()  # type: ignore[no-untyped-call]  # discord.py checks while it serializes


async def test_every_screen_of_every_card_keeps_discords_limits(loaded: Loaded) -> None:
    base = loaded.require()
    for page_id in base.pages:
        check_every_screen(build_card(base, page_id, TODAY))
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


def test_the_words_that_the_command_of_guides_gives_as_examples_find_their_guides(loaded: Loaded) -> None:
    examples = re.split(", | and ", PagesCog.guide.description.partition(": ")[2])
    found = {word: loaded.require().find(word, 1, PageKind.GUIDE)[0].id for word in examples if word != "more"}
    assert found == {
        "networking": "networking-and-informational-interviews",
        "résumé": "resume-and-linkedin",
        "license upkeep": "licence-maintenance",
        "leaving quietly": "confidential-search",
    }
