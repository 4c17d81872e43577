"""Send cards: privately to who asked, or to the channel without a name."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import discord

from bot.kit.capability import Services
from bot.kit.place import Place
from bot.kit.recent_shares import RecentShares
from bot.kit.ui.channels import ASK_MODERATOR, CannotShare, channel_to_share_in
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import ALT_TEXT, PICTURE_FILE, shorten
from bot.kit.ui.prepared import PreparedView, Shelf
from bot.knowledge.library import Library
from bot.pages.service.corrections import RepositoryLinks
from bot.pages.ui.addresses import card_at
from bot.pages.ui.card import Picture
from bot.pages.ui.layout import card_view
from bot.pages.ui.page_actions import PageAction

_MOST_SCREENS = 500
"""Screens kept ready, about 15 kB each; the shipped pages have some 1,500."""


@dataclass(frozen=True, slots=True)
class _Screen:
    """One screen ready to send, and the picture that goes with it."""

    view: PreparedView
    picture: Picture | None


class CardPresenter:
    """Shows and shares the screens of cards; implements the client's Presenter."""

    def __init__(self, services: Services, page_actions: Sequence[PageAction]) -> None:
        self._services = services
        self._page_actions = page_actions
        self._screens: Shelf[_Screen] = Shelf(_MOST_SCREENS)

    async def show(self, interaction: Interaction, place: Place) -> None:
        """Show a screen: in place where the member pressed on a private card, else as a new private message.

        Raises PageNotFound.
        """
        screen = self._screen(place)
        if screen.picture:
            await _defer(interaction)
        await _answer(interaction, screen.view, await _picture_files(screen.picture))

    async def share(self, interaction: Interaction, place: Place) -> None:
        """Post a screen to the channel, and tell the member privately; raises CannotShare and PageNotFound."""
        channel = channel_to_share_in(interaction)
        screen = self._screen(place)
        if not self._services[RecentShares].claim((channel.id, place)):
            raise CannotShare("This was posted here a moment ago, so I left it at that.")
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            await channel.send(view=screen.view, files=await _picture_files(screen.picture))
        except discord.HTTPException as error:
            self._services[RecentShares].release((channel.id, place))
            if isinstance(error, discord.Forbidden):
                raise CannotShare(ASK_MODERATOR) from error
            raise
        await interaction.followup.send("Posted in this channel. Your name is not on it.", ephemeral=True)

    def _screen(self, place: Place) -> _Screen:
        """Return a screen as of today, from the shelf if it was laid out before; raises PageNotFound."""
        base, today = self._services[Library].current, self._services.clock.now().date()

        def lay_out() -> _Screen:
            card = card_at(base, place.address, today, self._services[RepositoryLinks])
            return _Screen(
                PreparedView.of(card_view(card, place, self._page_actions)), card.section(place.section).picture
            )

        return self._screens.get((base.version, today), place, lay_out)


async def _picture_files(picture: Picture | None) -> list[discord.File]:
    """Return a picture as a file to attach, with its alt text, or nothing."""
    if picture is None:
        return []
    png = await asyncio.to_thread(_draw, picture)
    return [discord.File(BytesIO(png), PICTURE_FILE, description=shorten(picture.alt, ALT_TEXT))]


@lru_cache(maxsize=32)
def _draw(picture: Picture) -> bytes:
    from bot.pages.ui.pay_chart import draw_pay  # matplotlib costs memory and half a second: only when asked

    return draw_pay(picture)


def _is_private_card(interaction: Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _defer(interaction: Interaction) -> None:
    if _is_private_card(interaction):
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def _answer(interaction: Interaction, view: discord.ui.LayoutView, files: list[discord.File]) -> None:
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    elif _is_private_card(interaction):
        await interaction.response.edit_message(view=view, attachments=files)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=True)
