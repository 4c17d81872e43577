"""Pages are found by what people type, across kinds; on the pages that ship."""

from pathlib import Path

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import Hours, PageKind, Remote

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def base(library: Library) -> KnowledgeBase:
    return library.current


def found(base: KnowledgeBase, typed: str, kind: PageKind, limit: int = 8) -> list[str]:
    return [page.id for page in base.find(typed, limit, kind)]


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("MBA", PageKind.CERTIFICATION, {"degrees-mba-mph", "need-an-mba"}),
        ("government", PageKind.ROLE, {"government-public-health", "fda-medical-officer"}),
        ("government", PageKind.SECTOR, {"government-public-health"}),
        ("remote", PageKind.ROLE, {"all-remote", "independent-peer-reviewer"}),
        ("no residency", PageKind.ROLE, {"no-residency", "no-residency-no-career"}),
        ("UM", PageKind.ROLE, {"um-medical-director", "um-needs-state-licence"}),
        ("burnout", PageKind.MYTH, {"burnout-and-crisis-support"}),
        ("linkedin", PageKind.CERTIFICATION, {"resume-and-linkedin"}),
        ("side gig", PageKind.ROLE, {"bridges-and-side-work"}),
        ("writing", PageKind.ROLE, {"regulatory-medical-writer", "medical-communications"}),
    ],
)
def test_a_word_of_a_topic_finds_the_nearest_pages_across_kinds(
    base: KnowledgeBase, typed: str, kind: PageKind, expected: set[str]
) -> None:
    assert set(found(base, typed, kind)) >= expected


@pytest.mark.parametrize("typed", ["plasma", "MRO", "prison", "surgeon", "part time", "hospice"])
def test_topics_that_members_type_find_something(base: KnowledgeBase, typed: str) -> None:
    assert found(base, typed, PageKind.ROLE)


@pytest.mark.parametrize(
    ("typed", "first"), [("um", "um-medical-director"), ("utlization managment", "um-medical-director")]
)
def test_a_title_alias_or_typo_still_comes_first(base: KnowledgeBase, typed: str, first: str) -> None:
    assert found(base, typed, PageKind.ROLE)[0] == first


def test_what_a_role_is_in_controlled_words_is_found_in_members_words(base: KnowledgeBase) -> None:
    fits = {page.id: page.front.fit for page in base.of_kind(PageKind.ROLE) if isinstance(page.front, RolePage)}
    roles = [page_id for page_id in found(base, "work from home", PageKind.ROLE, 10) if page_id in fits]
    assert any(fits[page_id].remote is Remote.FULL for page_id in roles[:5])
    roles = [page_id for page_id in found(base, "part time", PageKind.ROLE, 10) if page_id in fits]
    assert any(fits[page_id].hours in {Hours.PART_TIME, Hours.PER_CASE} for page_id in roles[:5])


@pytest.mark.parametrize("typed", ["", "   ", "💊", "?!", "zzzzqqqq"])
def test_nothing_is_found_for_nothing(base: KnowledgeBase, typed: str) -> None:
    assert found(base, typed, PageKind.ROLE) == []


def test_a_very_long_query_is_survived(base: KnowledgeBase) -> None:
    base.find("remote " * 2_000, 25)
