"""What is pressed about following."""

from discord import ui

from bot.following.service.following import FollowService
from bot.following.ui.acting import follow_page, show_following, stop_page, turn_following
from bot.following.ui.cards import followed_view, stopped_view
from bot.following.ui.custom_ids import FOLLOW, FOLLOWING, UNFOLLOW
from bot.following.ui.news import stop_row
from bot.kit.actors import Actor
from bot.kit.capability import Services
from bot.kit.ui.answering import actor_of, is_private, show
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import server_id
from bot.kit.ui.paged import chosen_in
from bot.kit.ui.pressing import Button, PressedButton, PressedMenu
from bot.knowledge.library import Library
from bot.outbox.service import Outbox
from bot.pages.ui.moments import Moments

FOLLOW_LABEL = {False: "Follow", True: "Following ✓"}
_STOPPED = "🔕 **Stopped.** You follow nothing any more, in any server, and get no more of these messages."


class FollowButton(PressedButton, answers=FOLLOW):
    """*Follow*, on the card of a role or sector, for whoever presses it; pressed again, it stops."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Follow or stop, and say so privately; a private card then shows it, another stays as it is."""
        services, page_id = interaction.client.services, self.given["page_id"]
        followed = await services[FollowService].toggle(page_id, actor_of(interaction))
        base = services[Library].current
        offers = services[Moments].buttons(base, page_id)
        view = stopped_view(base, page_id, offers) if followed is None else followed_view(base, followed)
        if not is_private(interaction):
            await show(interaction, view, in_place=False)
            return
        await _relabel(interaction, FOLLOW(page_id=page_id), FOLLOW_LABEL[followed is not None])
        view.stop()
        await interaction.followup.send(view=view, ephemeral=True)


class FollowingButton(PressedButton, answers=FOLLOWING):
    """A step about what a member follows; it acts for whoever presses it."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Take the step."""
        follows, member_id = interaction.client.services[FollowService], interaction.user.id
        about = self.given["about"]
        match self.given["what"]:
            case "on":
                await follow_page(interaction, about)
            case "off":
                await stop_page(interaction, about)
            case "look":
                await show_following(interaction, in_place=False)
            case "all":
                stopped = await follows.stop_all(member_id, server_id(interaction))
                await show_following(interaction, _stopped_note(stopped))
            case "read":
                await follows.mark_read(member_id, server_id(interaction))
                await show_following(interaction)
            case "quiet":
                await interaction.client.services[Outbox].set_quiet(member_id, is_quiet=True)
                await follows.stop_messages(member_id)
                await show_following(interaction)
            case "again" | "loud":
                await interaction.client.services[Outbox].set_quiet(member_id, is_quiet=False)
                await follows.try_messages_again(member_id)
                await show_following(interaction)
            case "stop":
                await follows.stop_all(member_id)
                await _redraw_message(interaction, _STOPPED, _undo_row(about))
            case "undo":
                await self._undo(interaction)
            case _:
                await show_following(interaction)

    async def _undo(self, interaction: Interaction) -> None:
        await interaction.client.services[FollowService].undo(interaction.user.id)
        if about := self.given["about"]:
            await _redraw_message(interaction, "🔔 You follow everything again, as before.", stop_row(about))
        else:
            await show_following(interaction)


class UnfollowSelect(PressedMenu, answers=UNFOLLOW):
    """The menu of what a member follows: what they choose in it, they follow no more."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Stop what was chosen, or show more of what is followed."""
        chosen = [value.partition(".") for value in chosen_in(self.item.values)]
        if self.turn and not chosen:
            await turn_following(interaction, self.custom_id, self.turn)
            return
        pages = [(int(guild_id), page_id) for guild_id, _, page_id in chosen]
        stopped = await interaction.client.services[FollowService].stop(interaction.user.id, pages)
        only = pages[0][1] if len(pages) == 1 else None
        await show_following(interaction, _stopped_note(stopped), only)


async def follow_labels(services: Services, guild_id: int, member_id: int, page_id: str) -> dict[str, str]:
    """Return what *Follow* says to a member who follows the page in the server; nothing where it stays as it is."""
    is_followed = await services[FollowService].follows(page_id, Actor(guild_id, member_id))
    return {FOLLOW(page_id=page_id): FOLLOW_LABEL[True]} if is_followed else {}


def follow_button(page_id: str) -> Button:
    """Return *Follow* for the card of a role or sector."""
    return ui.Button(label=FOLLOW_LABEL[False], emoji="🔔", custom_id=FOLLOW(page_id=page_id))


FOLLOW_ITEMS = (FollowButton, FollowingButton, UnfollowSelect)


def _stopped_note(pages: int) -> str:
    """Return what was stopped, or nothing; with these words comes *Undo*."""
    match pages:
        case 0:
            return ""
        case 1:
            return "🔕 **Stopped.** You follow one page less."
        case _:
            return f"🔕 **Stopped.** You follow {pages} pages less."


def _undo_row(day: str) -> ui.ActionRow[ui.LayoutView]:
    return ui.ActionRow(ui.Button(label="Undo", custom_id=FOLLOWING(what="undo", about=day)))


async def _relabel(interaction: Interaction, custom_id: str, label: str) -> None:
    """Put another label on a button of the message that was pressed; the rest of it stays."""
    assert interaction.message is not None, "a button stands on a message"
    view = ui.LayoutView.from_message(interaction.message, timeout=None)
    for item in view.walk_children():
        if isinstance(item, ui.Button) and item.custom_id == custom_id:
            item.label = label
    view.stop()  # its buttons are answered by dynamic items
    await interaction.response.edit_message(view=view)


async def _redraw_message(interaction: Interaction, words: str, row: ui.ActionRow[ui.LayoutView]) -> None:
    """Put words and buttons below a daily message in place of those that were there; its news stay."""
    assert interaction.message is not None, "a button stands on a message"
    old = ui.LayoutView.from_message(interaction.message, timeout=None)
    view = ui.LayoutView(timeout=None)
    for part in old.children:
        if isinstance(part, ui.Container) or (
            isinstance(part, ui.ActionRow) and any(isinstance(item, ui.Select) for item in part.children)
        ):
            view.add_item(part)
    view.add_item(ui.TextDisplay(words))
    view.add_item(row)
    view.stop()  # its buttons are answered by dynamic items
    await interaction.response.edit_message(view=view)
