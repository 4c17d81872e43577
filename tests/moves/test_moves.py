"""What changes on a move, which ways there are, and what a member sees of it."""

from itertools import pairwise

import pytest

from bot.kit.ui.limits import MESSAGE_TEXT, SELECT_OPTIONS
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.moves.engine.changes import Gate, changes, harder_gates
from bot.moves.engine.ways import MOST_STEPS, neighbors, reason_between, shortest_way
from bot.moves.ui.card import moves_view, way_view
from bot.moves.ui.dots import Dot, MovesPicture
from bot.moves.ui.words import change_words


@pytest.fixture(scope="module")
def base(library: Library) -> KnowledgeBase:
    return library.current


def test_a_gate_that_is_harder_one_way_is_easier_the_other_way(base: KnowledgeBase) -> None:
    other_way = {Gate.HARDER: Gate.EASIER, Gate.EASIER: Gate.HARDER, Gate.OTHER: Gate.OTHER}
    seen = set()
    for role in map(base.role, (page.id for page in base.of_kind(PageKind.ROLE))):
        for near, _ in neighbors(base, role):
            there = {(one.about, one.before, one.after, one.gate) for one in changes(role, near)}
            back = {(one.about, one.after, one.before, other_way[one.gate]) for one in changes(near, role)}
            assert there == back, (role.id, near.id)
            seen |= {gate for *_, gate in there}
    assert seen == set(Gate)


def test_harder_gates_are_said_first(base: KnowledgeBase) -> None:
    um, disability = base.role("um-medical-director"), base.role("disability-medical-consultant")
    first = changes(um, disability)[0]
    assert first.gate is Gate.HARDER
    assert harder_gates(um, disability) >= 1
    assert change_words(first).startswith("🔺 license: any state → the state of the work")


def test_every_way_is_made_of_neighbors_and_is_as_short_as_it_can_be(base: KnowledgeBase) -> None:
    roles = [page.id for page in base.of_kind(PageKind.ROLE)]
    known = 0
    for start in roles[::5]:
        near = {role.id for role, _ in neighbors(base, base.role(start))}
        for goal in roles[::3]:
            way = shortest_way(base, start, goal) if start != goal else None
            if way is None:
                assert goal == start or goal not in near
                continue
            known += 1
            assert (way[0].id, way[-1].id) == (start, goal)
            assert len(way) - 1 <= MOST_STEPS
            assert (len(way) == 2) == (goal in near)
            assert all(reason_between(one, other) for one, other in pairwise(way))
    assert known > 20


def test_every_role_has_a_card_that_fits_and_a_picture(base: KnowledgeBase) -> None:
    from bot.moves.ui.picture import draw_moves  # it imports Pillow, which few workers of tests need

    for role in map(base.role, (page.id for page in base.of_kind(PageKind.ROLE))):
        near = [other for other, _ in neighbors(base, role)]
        assert 1 <= len(near) <= SELECT_OPTIONS
        assert moves_view(base, role).content_length() < MESSAGE_TEXT
    around = tuple(Dot(other.title, other.front.sector) for other in near)
    assert draw_moves(MovesPicture(Dot(role.title, role.front.sector), around)).startswith(b"\x89PNG")


def test_where_no_short_way_is_known_the_card_says_so(base: KnowledgeBase) -> None:
    roles = [base.role(page.id) for page in base.of_kind(PageKind.ROLE)]
    apart = next((a, b) for a in roles for b in roles if a is not b and shortest_way(base, a.id, b.id) is None)
    text = "\n".join(getattr(item, "content", "") for item in way_view(base, *apart).walk_children())
    assert "No short way known" in text


def test_a_label_has_three_words_and_ends_with_none_that_dangles() -> None:
    from bot.moves.ui.picture import three_words

    assert three_words("Population health or ACO medical director") == "Population\nhealth"
    assert three_words("Independent peer reviewer") == "Independent\npeer reviewer"
    assert three_words("Principal investigator (clinical trials)") == "Principal\ninvestigator"
    assert three_words("Medical director at a drug maker") == "Medical\ndirector"
