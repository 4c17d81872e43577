"""Every button and menu for moderators and managers, pressed by a stranger, from another server, and too late."""

from typing import Any

import discord
import pytest
from discord.ui import DynamicItem
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.enums import ComponentType, InteractionType
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.insiders.ui.custom_ids import REVIEW as INSIDER_REVIEW
from bot.insiders.wiring import INSIDERS
from bot.leads.model.lead import Lead, LeadStatus
from bot.leads.ui.custom_ids import MODERATE
from bot.leads.wiring import LEADS
from bot.moderation.ui.custom_ids import DECISIONS, PAGE, REVIEW
from bot.moderation.wiring import MODERATION
from bot.servers.service.settings import GuildSettingsService
from bot.setup.ui.custom_ids import SETTING, SETUP, TEST
from bot.setup.ui.screens import Choice
from bot.setup.wiring import SETUP as SETUP_CAPABILITY
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted
from tests.simulated import Server, said, share

REFUSALS = ("for the moderators of this server", "for people with *Manage Server*")


def privileged(lead: Lead) -> list[tuple[str, list[str] | None]]:
    """Return every custom id that is for moderators or managers, with what is chosen where it is a menu."""
    seen = lead.content.version
    return [
        *((REVIEW(what=what, lead_id=lead.id, seen=seen), None) for what in DECISIONS),
        *((PAGE(what=what, mark=0), None) for what in ("queue", "audit")),
        *((INSIDER_REVIEW(what=what, suspension_id=1), None) for what in ("keep", "back")),
        (MODERATE(lead_id=lead.id), None),
        *((SETUP(what=what), None) for what in ("overview", "leads", "digest", "moderators", TEST)),
        *((SETTING(choice=choice), ["1"]) for choice in Choice),
    ]


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    return await make_desk(server, clock)


async def press(
    desk: Desk, who: MemberActor, custom_id: str, values: list[str] | None = None, on: discord.Message | None = None
) -> InteractionResult:
    """Press what is forged: any custom id, on a message, else the queue's first, that is said to have it."""
    backend = desk.server.env.backend
    card = on or posted(desk.queue)[0]
    assert card.guild is not None
    kind = ComponentType.BUTTON if values is None else ComponentType.STRING_SELECT
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": kind}
    record, payload = base_payload(
        backend,
        type=InteractionType.MESSAGE_COMPONENT,
        channel_id=card.channel.id,
        guild_id=card.guild.id,
        user_id=who.id,
        data=data if values is None else data | {"values": values},
    )
    record.source_message_id = card.id
    message = dict(serializers.message_payload(backend, backend.get_message(card.channel.id, card.id)))
    item: dict[str, Any] = {"type": int(kind), "id": 901, "custom_id": custom_id}
    if values is None:
        item |= {"style": 2, "label": "Forged"}
    else:
        item |= {"options": [{"label": value, "value": value} for value in values], "min_values": 0, "max_values": 1}
    parts: list[Any] = list(message.get("components") or [])  # type: ignore[call-overload]
    message["components"] = [*parts, {"type": 1, "id": 900, "components": [item]}]
    installed = {"authorizing_integration_owners": {"0": payload["guild_id"]}, "context": 0}
    backend.emit("INTERACTION_CREATE", payload | {"message": message, **installed})
    await desk.server.env.settle()
    return InteractionResult(desk.server.env, record)


async def test_a_stranger_is_refused_at_each_and_nothing_changes(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    before = await desk.services[GuildSettingsService].get(desk.server.guild.id)
    for custom_id, values in privileged(lead):
        told = await press(desk, desk.server.other, custom_id, values)
        assert any(refusal in said(told) for refusal in REFUSALS), custom_id
        assert told.modal is None
    assert (await desk.lead(lead.id)).status is LeadStatus.PENDING
    assert await desk.services[GuildSettingsService].get(desk.server.guild.id) == before


@pytest.mark.breaks
async def test_a_moderator_of_another_server_decides_nothing_here(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    elsewhere = desk.server.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    role = elsewhere.create_role("mods", permissions=discord.Permissions(manage_messages=True, manage_guild=True))
    spy = elsewhere.add_member(desk.server.env.create_user("spy"), roles=[role])
    await desk.server.env.settle()
    await share(spy, await spy.slash(channel, "role", name="um-medical-director"))
    here = channel.last_message
    assert here is not None
    for what in DECISIONS:
        told = await press(desk, spy, REVIEW(what=what, lead_id=lead.id, seen=lead.content.version), on=here)
        if told.modal is not None:
            told = await spy.submit_modal(told, {"reason": "because"})
        assert "can’t find that lead" in said(told), what
    told = await press(desk, spy, MODERATE(lead_id=lead.id), on=here)
    assert "can’t find that lead" in said(told)
    assert (await desk.lead(lead.id)).status is LeadStatus.PENDING


@pytest.mark.parametrize("what", list(DECISIONS))
async def test_a_decision_that_comes_too_late_is_told_and_changes_nothing(desk: Desk, what: str) -> None:
    lead = await desk.share(desk.server.member)
    [card] = posted(desk.queue)
    form = await desk.moderator.click(card, label="Reject…")
    await desk.moderator.submit_modal(form, {"reason": "Not for us"})
    await desk.deliver()
    told = await press(desk, desk.second, REVIEW(what=what, lead_id=lead.id, seen=lead.content.version))
    if told.modal is not None:
        told = await desk.second.submit_modal(told, {"reason": "because"})
    assert "Nothing to decide" in said(told)
    assert (await desk.lead(lead.id)).status is LeadStatus.REJECTED


@pytest.mark.parametrize("item", [*MODERATION.items, *SETUP_CAPABILITY.items, *LEADS.items, *INSIDERS.items])
def test_every_such_item_goes_through_the_boundary(item: type[DynamicItem[Any]]) -> None:
    assert getattr(item.callback, "is_guarded", False)
