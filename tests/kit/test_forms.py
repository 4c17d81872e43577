"""No form is refused by Discord: what it is filled with fits into its boxes, whatever a member typed before."""

import ast
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import CAPABILITIES
from bot.insiders.model.profile import LONGEST_ABOUT, Declared, Years
from bot.insiders.service.drafts import Draft
from bot.insiders.ui.forms import JoinForm, WordsForm
from bot.kit.ui.boundary import BoundaryModal
from bot.kit.ui.limits import units
from bot.leads.model.draft import LeadDraft, LeadField
from bot.leads.model.problems import Refused
from bot.leads.service.drafts import Drafting
from bot.leads.ui.form import LeadForm
from bot.leads.ui.prefill import draft_from_text
from bot.outcomes.ui.form import OutcomeForm

ROOT = Path(__file__).parents[2]
PREFILLED = {"bot/leads/ui/form.py", "bot/insiders/ui/forms.py"}
"""Where forms are filled with anything: each is tried below."""

ODD = (
    "🧑🏽‍⚕️",
    "e" + "\u0301" * 40,
    "\u202e",
    "\U0001f468\u200d\U0001f469",
    "ﷺ",
    "‼️",
    "a",
    " ",
    "\n",
    "https://x.example/",
)
TYPED = st.one_of(st.text(max_size=600), st.lists(st.sampled_from(ODD), max_size=1200).map("".join))
LONGEST_INPUT = 4000


def faults(form: BoundaryModal) -> list[str]:
    """Return what Discord would refuse. Source: https://discord.com/developers/docs/components/reference"""
    sent: dict[str, Any] = form.to_dict()
    found = [] if 0 < units(sent["title"]) <= 45 else ["title"]
    found += [] if 1 <= len(sent["components"]) <= 5 else ["components"]
    for label in sent["components"]:
        box = label.get("component")
        if box is None:  # text alone
            found += [] if units(label["content"]) <= LONGEST_INPUT else ["text"]
            continue
        longest, value = box.get("max_length", LONGEST_INPUT), box.get("value") or ""
        limits = {
            "label": units(label["label"]) <= 45,
            "description": units(label.get("description") or "") <= 100,
            "placeholder": units(box.get("placeholder") or "") <= 100,
            "most": 1 <= longest <= LONGEST_INPUT,
            "least": box.get("min_length", 0) <= longest,
            "value": units(value) <= longest and (not value or units(value) >= box.get("min_length", 0)),
        }
        found += [f"{box['custom_id']}: {name}" for name, is_kept in limits.items() if not is_kept]
    return found


@settings(max_examples=60, deadline=None)
@given(TYPED, TYPED, st.sampled_from(list(LeadField)))
def test_a_draft_of_any_words_fits_into_its_forms(words: str, problem: str, wrong: LeadField) -> None:
    draft = LeadDraft(
        token="t",
        title=words,
        organization=words,
        link=words,
        how_to_ask=words,
        location=words,
        pay=words,
        closing=words,
    )
    for make in (LeadForm.main, LeadForm.more):
        assert faults(make(Drafting(draft), {wrong: Refused(problem)})) == []


@settings(max_examples=60, deadline=None)
@given(TYPED)
def test_a_message_of_any_words_fits_into_the_form_that_it_fills(words: str) -> None:
    assert faults(LeadForm.main(Drafting(draft_from_text("t", words)))) == []


@settings(max_examples=60, deadline=None)
@given(TYPED, st.sampled_from([None, 1]))
def test_a_question_or_answer_of_any_words_fits_into_its_form(words: str, answers: int | None) -> None:
    draft = Draft("t", 1, 2, "reviewer", answers, typed=words, us_state=words)
    assert faults(WordsForm(draft)) == []


@settings(max_examples=60, deadline=None)
@given(TYPED)
def test_what_somebody_said_of_themselves_fits_into_the_form_of_joining(words: str) -> None:
    earlier = Declared(None, Years.TWO_TO_FIVE, words[:LONGEST_ABOUT] or None, words or None)
    assert faults(JoinForm("reviewer", earlier, datetime(2026, 11, 30, tzinfo=UTC))) == []


def test_no_other_form_is_filled_with_anything() -> None:
    found = set()
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "TextInput(" in text else ():
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "TextInput":
                found |= {str(path.relative_to(ROOT)) for given in node.keywords if given.arg == "default"}
    assert found == PREFILLED, "try its boxes here with any words"


@pytest.mark.parametrize(
    "form",
    [one for one in BoundaryModal.__subclasses__() if one not in {LeadForm, OutcomeForm, JoinForm, WordsForm}],
    ids=lambda form: form.__name__,
)
def test_empty_forms_are_taken_by_discord(form: type[BoundaryModal]) -> None:
    assert CAPABILITIES, "all forms are there by now"
    made = form.__new__(form)
    BoundaryModal.__init__(made)
    assert faults(made) == []


def test_a_form_about_a_role_with_a_long_title_is_taken_by_discord() -> None:
    assert faults(OutcomeForm("any-role", 2026, "🧑🏽‍⚕️ reviewer " * 20, {})) == []
