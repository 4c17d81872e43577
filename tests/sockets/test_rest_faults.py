"""When Discord's REST fails: members get one answer or a clear word, and the next one is served."""

import time

import pytest

from tests import patience
from tests.loopback import Interaction
from tests.loopback.interactions import parts, texts
from tests.sockets.conftest import Connected

CALLBACK = r"/interactions/\d+/\w+/callback"
MESSAGES = r"/channels/\d+/messages"
ROLE = "roles/um-medical-director"


async def _role(bot: Connected) -> Interaction:
    return await bot.discord.slash(bot.guild, "role", name=ROLE)


async def _still_serves(bot: Connected) -> None:
    used = await _role(bot)
    assert "Utilization" in texts(await used.message())
    assert len(used.callbacks) == 1


async def test_a_rate_limit_is_waited_for_and_the_answer_comes_once(bot: Connected) -> None:
    limit = bot.discord.faults.rate_limit("POST", CALLBACK, 0.5)
    used = await _role(bot)
    assert "Utilization" in texts(await used.message())
    assert time.monotonic() - used.began >= 0.5
    assert limit.hits == 1
    assert len(used.callbacks) == len(used.messages) == 1
    await _still_serves(bot)


async def test_a_rate_limit_on_a_channel_delays_the_card_and_does_not_double_it(bot: Connected) -> None:
    bot.discord.faults.rate_limit("POST", MESSAGES, 0.5, times=2)
    shown = await (await _role(bot)).message()
    for label in ("More", "Share in channel", "Post it"):
        custom_id = next(part["custom_id"] for part in parts(shown) if part.get("label") == label)
        shown = await (await bot.discord.press(bot.guild, shown, custom_id)).message()
    assert len(bot.guild.channels[0].messages) == 1
    await _still_serves(bot)


async def test_a_long_rate_limit_on_a_channel_is_told_at_once_and_the_next_try_posts_the_card(bot: Connected) -> None:
    bot.discord.faults.rate_limit("POST", MESSAGES, 900)
    shown = await (await _role(bot)).message()
    for label in ("More", "Share in channel"):
        custom_id = next(part["custom_id"] for part in parts(shown) if part.get("label") == label)
        shown = await (await bot.discord.press(bot.guild, shown, custom_id)).message()
    post = next(part["custom_id"] for part in parts(shown) if part.get("label") == "Post it")
    refused = await bot.discord.press(bot.guild, shown, post)
    await bot.discord.rest.asked("POST", "/webhooks/")
    assert "please try again" in texts(refused.followups[0])
    await bot.discord.press(bot.guild, shown, post)
    await bot.discord.rest.asked("POST", "/messages", times=2)
    assert len(bot.guild.channels[0].messages) == 1


async def test_a_server_error_is_tried_again(bot: Connected) -> None:
    error = bot.discord.faults.add("POST", CALLBACK, status=500)
    used = await _role(bot)
    assert "Utilization" in texts(await used.message())
    assert error.hits == 1
    assert len(used.callbacks) == len(used.messages) == 1
    await _still_serves(bot)


async def test_an_answer_that_arrived_with_an_error_is_not_doubled(bot: Connected) -> None:
    bot.discord.faults.add("POST", CALLBACK, status=502, late=True)
    used = await _role(bot)
    await bot.discord.rest.asked("POST", "/callback", times=2)
    assert "Utilization" in texts(used.messages[0])
    assert len(used.callbacks) == len(used.messages) == 1
    await _still_serves(bot)


async def test_a_request_without_an_answer_holds_nobody_else_up(bot: Connected) -> None:
    stuck = bot.discord.faults.add("POST", CALLBACK, held=True)
    used = await _role(bot)
    await stuck.reached()
    await _still_serves(bot)
    stuck.release()
    assert "Utilization" in texts(await used.message())


async def test_a_member_who_gave_up_gets_nothing_and_nobody_is_alarmed(bot: Connected) -> None:
    bot.discord.replies.seconds_to_answer = 0.1
    slow = bot.discord.faults.add("POST", CALLBACK, seconds=0.2)
    used = await _role(bot)
    await bot.discord.rest.asked("POST", "/callback", times=1)
    assert slow.hits == 1
    assert used.callbacks == []
    bot.discord.replies.seconds_to_answer = patience.SECONDS
    await _still_serves(bot)


async def test_an_unknown_interaction_alarms_nobody(bot: Connected) -> None:
    gone = {"code": 10062, "message": "Unknown interaction"}
    bot.discord.faults.add("POST", CALLBACK, status=404, body=gone)
    used = await _role(bot)
    await bot.discord.rest.asked("POST", "/callback")
    assert used.callbacks == []
    await _still_serves(bot)
    assert bot.discord.rest.count("POST", "/callback") == 2, "it was not tried again"


@pytest.mark.parametrize("late", [False, True], ids=["before it arrived", "after it arrived"])
async def test_a_connection_that_breaks_leaves_the_member_with_one_answer(bot: Connected, late: bool) -> None:
    bot.discord.faults.add("POST", CALLBACK, dropped=True, late=late)
    used = await _role(bot)
    await bot.discord.rest.asked("POST", "/callback", times=2)
    assert ("Utilization" if late else "please try again") in texts(used.messages[0])
    assert len(used.callbacks) == len(used.messages) == 1
    await _still_serves(bot)


async def test_a_connection_that_breaks_twice_ends_in_the_log_and_nowhere_else(
    bot: Connected, caplog: pytest.LogCaptureFixture
) -> None:
    broken = bot.discord.faults.add("POST", CALLBACK, dropped=True, times=2)
    used = await _role(bot)
    await bot.discord.rest.asked("POST", "/callback", times=2)
    assert broken.hits == 2
    assert used.callbacks == []
    await _still_serves(bot)
    assert "the error message for /role could not be sent: the connection broke" in caplog.messages
