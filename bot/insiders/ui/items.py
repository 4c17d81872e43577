"""What is pressed about insiders."""

from bot.insiders.model.errors import SellsCoaching
from bot.insiders.service.here import AnsweringHere
from bot.insiders.service.profiles import Profiles
from bot.insiders.ui.acting import act_as_asker, act_as_insider, act_on_draft, begin_asking, show_queue
from bot.insiders.ui.custom_ids import ASKED, DRAFT, LIMIT, REVIEW, ROLE, SELF, TAKEN
from bot.insiders.ui.forms import JoinForm
from bot.insiders.ui.mine import show_mine
from bot.insiders.ui.moderating import review
from bot.insiders.ui.role import role_view, selling_view
from bot.kit.ui.answering import actor_of, note_view, show
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import server_id
from bot.kit.ui.pressing import PressedButton, PressedMenu
from bot.knowledge.library import Library

_LEFT = "You answer in no role here any more. What was open is closed, and what you said of yourself is deleted."
_PAUSED = "⏸️ **Paused.** You get no questions; what you had offered is closed. *Come back* when you like."
_BACK = "▶️ **You take questions again.**"


class InsidersButton(PressedButton, answers=ROLE):
    """A button about a role: who answers in it, asking, joining."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Take the step."""
        role_id = self.given["page_id"]
        match self.given["what"]:
            case "look":
                await show_role(interaction, role_id)
            case "ask":
                await begin_asking(interaction, role_id)
            case "join":
                await begin_joining(interaction, role_id)
            case "sells":
                actor_of(interaction)
                await show(interaction, note_view(str(SellsCoaching())))
            case _:
                await self._open_form(interaction, role_id)

    async def _open_form(self, interaction: Interaction, role_id: str) -> None:
        """Open the form, filled with what the member said of themselves before."""
        services, actor = interaction.client.services, actor_of(interaction)
        await services[Profiles].require_welcome(actor)
        mine = await services[Profiles].mine(actor)
        earlier = next((one.declared for one in mine if one.role_id == role_id), None)
        await interaction.response.send_modal(JoinForm(role_id, earlier, services.clock.now()))


class AskedButton(PressedButton, answers=ASKED):
    """An asker's button about their question."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Do it, if the question is theirs."""
        await act_as_asker(interaction, self.given["what"], int(self.given["question_id"]))


class TakenButton(PressedButton, answers=TAKEN):
    """An insider's button about a question."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Do it, if the question is for them."""
        await act_as_insider(interaction, self.given["what"], int(self.given["question_id"]))


class InsiderDraftButton(PressedButton, answers=DRAFT):
    """A button under what somebody is about to send."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Send, change or throw it away, if it is theirs."""
        await act_on_draft(interaction, self.given["what"], self.given["token"])


class SelfButton(PressedButton, answers=SELF):
    """A button about one's own part; it acts for whoever presses it."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Take the step."""
        match self.given["what"]:
            case "queue":
                await show_queue(interaction)
            case "pause":
                await pause(interaction)
            case "resume":
                await resume(interaction)
            case "leave":
                await leave(interaction)
            case _:
                await show_mine(interaction)


class LimitMenu(PressedMenu, answers=LIMIT):
    """The menu of questions a month, for one's own profile."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Store the limit."""
        profiles = interaction.client.services[Profiles]
        await profiles.set_limit(int(self.given["insider_id"]), int(self.chosen), actor_of(interaction))
        await show_mine(interaction)


class ReviewInsiderButton(PressedButton, answers=REVIEW):
    """A moderator's button about somebody whom reports paused."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Keep it so, or let them back."""
        await review(interaction, self.given["what"], int(self.given["suspension_id"]))


INSIDER_ITEMS = (
    *(InsidersButton, AskedButton, TakenButton, InsiderDraftButton, SelfButton, LimitMenu, ReviewInsiderButton),
)


async def show_role(interaction: Interaction, role_id: str) -> None:
    """Show privately who answers in a role, beside the card that it was asked from; raises NotInServer."""
    services, actor = interaction.client.services, actor_of(interaction)
    liveness = services[AnsweringHere].liveness(actor.guild_id, role_id)
    await show(interaction, role_view(services[Library].current, role_id, liveness), in_place=False)


async def begin_joining(interaction: Interaction, role_id: str) -> None:
    """Ask the one question before somebody joins; raises NotInServer and PausedByReports."""
    services = interaction.client.services
    await services[Profiles].require_welcome(actor_of(interaction))
    await show(interaction, selling_view(services[Library].current, role_id), in_place=False)


async def pause(interaction: Interaction) -> None:
    """Take no questions in this server for now; raises NotInServer and NotAnInsider."""
    await interaction.client.services[Profiles].pause(actor_of(interaction))
    await show_mine(interaction, _PAUSED)


async def resume(interaction: Interaction) -> None:
    """Take questions again, in this server, or in all from a direct message; raises NotAnInsider, PausedByReports."""
    guild_id = server_id(interaction)
    await interaction.client.services[Profiles].resume(interaction.user.id, guild_id)
    if guild_id is None:
        await show(interaction, note_view(_BACK), in_place=False)
    else:
        await show_mine(interaction, _BACK)


async def leave(interaction: Interaction, role_id: str | None = None) -> None:
    """Answer in one role no more, or in none here; raises NotInServer and NotAnInsider."""
    profiles, actor = interaction.client.services[Profiles], actor_of(interaction)
    await profiles.leave(actor, role_id)
    if await profiles.mine(actor):
        await show_mine(interaction, "You answer in that role no more.")
    else:
        await show(interaction, note_view(_LEFT))
