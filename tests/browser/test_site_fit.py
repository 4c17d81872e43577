"""The fit page and the bot say the same, whatever somebody answers."""

import random
from typing import Any

import pytest
from playwright.async_api import Browser

from bot.fit.engine.answers import CHOICES, SEVERAL, Answers
from bot.fit.engine.ranking import Group, fit_roles
from bot.knowledge.base import KnowledgeBase
from tests.browser.site import opened

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(600)]
_PROFILES = 200
_SEED = 14
_JUDGE = """profiles => profiles.map((answers) => judge(answers).map((fit) => [
    fit.role.id, fit.group, [...fit.steps.keys()], fit.points, fit.shut.map((one) => one.gate.id).sort(),
    fit.doubts.map((one) => one.gate.id).sort(),
]))"""


def _profile(chance: random.Random) -> dict[str, list[str]]:
    """Return answers to some questions, each with each choice as likely."""
    given = {}
    for question, choices in CHOICES.items():
        most = 4 if question in SEVERAL else 1
        if chance.random() < 0.7:
            given[question] = [str(choice) for choice in chance.sample(choices, chance.randint(1, most))]
    return given


async def test_200_profiles_get_the_same_verdicts_in_the_browser_and_in_the_bot(
    browser: Browser, site_url: str, base: KnowledgeBase
) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - it must be the same each time
    profiles = [_profile(chance) for _ in range(_PROFILES)]
    async with opened(browser) as (page, _):
        await page.goto(site_url + "fit.html")
        told = await page.evaluate(
            _JUDGE,
            [{key: (chosen if key in SEVERAL else chosen[0]) for key, chosen in one.items()} for one in profiles],
        )
    groups: set[str] = set()
    for given, seen in zip(profiles, told, strict=True):
        answers = Answers()
        for question, chosen in given.items():
            answers = answers.answering(question, chosen)
        expected: list[list[Any]] = [
            [
                fit.role.id,
                str(fit.group),
                [str(step) for step in fit.steps],
                fit.points,
                sorted(str(one.gate) for one in fit.hindrances),
                sorted(str(one.gate) for one in fit.doubts),
            ]
            for fit in fit_roles(base, answers)
        ]
        assert seen == expected, given
        groups |= {fit[1] for fit in expected}
    assert len(groups) == len(Group), "the profiles reach every kind of verdict"
