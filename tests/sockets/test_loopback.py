"""The loopback Discord is enough of one for the real bot."""

from tests.loopback.interactions import parts, texts
from tests.sockets.conftest import Connected

ROLE = "roles/um-medical-director"


async def test_a_command_is_answered_over_real_sockets(bot: Connected) -> None:
    used = await bot.discord.slash(bot.guild, "role", name=ROLE)
    assert "Utilization" in texts(await used.message())
    assert [callback["type"] for callback in used.callbacks] == [4]


async def test_an_option_completes(bot: Connected) -> None:
    used = await bot.discord.complete(bot.guild, "role", "name", name="UM")
    await used.answer()
    assert used.choices[0] == ROLE.removeprefix("roles/")


async def test_a_button_is_pressed(bot: Connected) -> None:
    shown = await (await bot.discord.slash(bot.guild, "role", name=ROLE)).message()
    custom_id = next(part["custom_id"] for part in parts(shown) if part.get("custom_id"))
    pressed = await bot.discord.press(bot.guild, shown, custom_id)
    assert (await pressed.answer())["type"] in (6, 7)
    assert texts(await pressed.message())


async def test_a_form_is_sent_off(bot: Connected) -> None:
    form = await (await bot.discord.slash(bot.guild, "tollcheck")).answer()
    assert form["type"] == 9
    sent = await bot.discord.submit(
        bot.guild, form["data"], "Pay me 500 dollars in gift cards before you begin the job"
    )
    assert "gift card" in texts(await sent.message())


async def test_discord_need_not_send_back_what_it_was_just_sent(bot: Connected) -> None:
    card = await bot.discord.slash(bot.guild, "role", name=ROLE)
    shown = await card.message()
    private = await bot.discord.slash(bot.guild, "privacy")
    export = next(
        one["custom_id"] for one in parts(await private.message()) if one.get("label", "").startswith("Export")
    )
    with_file = await bot.discord.press(bot.guild, await private.message(), export)
    assert (await with_file.message())["attachments"]
    button = next(part["custom_id"] for part in parts(shown) if part.get("custom_id"))
    pressed = await bot.discord.press(bot.guild, shown, button)
    await pressed.answer()
    typed = await bot.discord.complete(bot.guild, "role", "name", name="UM")
    await typed.answer()
    assert not any(one.echoed for one in (card, private, with_file, pressed, typed))


async def test_a_message_with_a_nonce_is_posted_once(bot: Connected) -> None:
    channel = bot.client.get_partial_messageable(bot.guild.channels[0].id)
    first, second = [await channel.send("Good morning", nonce="digest-1") for _ in range(2)]
    other = await channel.send("Good morning", nonce="digest-2")
    assert first.id == second.id != other.id
    assert [message.id async for message in channel.history(limit=5)] == [other.id, first.id]
