"""Send cards: privately to who asked, or to the channel without a name."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import discord
from discord import ui

from bot.kit.capability import Services
from bot.kit.place import Place
from bot.kit.recent_shares import RecentShares
from bot.kit.ui.answering import note_view, show
from bot.kit.ui.channels import ASK_MODERATOR, CannotShare, channel_to_share_in
from bot.kit.ui.client import Interaction
from bot.kit.ui.drawing import Drawing, TooManyPictures
from bot.kit.ui.installs import server_id
from bot.kit.ui.keeping import keep
from bot.kit.ui.limits import PICTURE_FILE
from bot.kit.ui.prepared import PreparedView, Shelf
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.pages.service.personal import Labels, PersonalLabels, RoleLines
from bot.pages.service.site_links import SiteLinks
from bot.pages.ui.addresses import card_at
from bot.pages.ui.card import Card, Picture
from bot.pages.ui.items import post_button, take_back_button
from bot.pages.ui.layout import card_view
from bot.pages.ui.more import more_view
from bot.pages.ui.page_actions import PageActions, has_actions, is_role

_LACKS_PERMISSION = {50001, 50013}
_MOST_SCREENS = 500
"""Screens kept ready, about 15 kB each; the shipped pages have some 1,500."""


@dataclass(frozen=True, slots=True)
class _Screen:
    """One screen ready to send, the pictures that go with it, and what is said on it in one server or to one member."""

    view: PreparedView
    pictures: tuple[Picture, ...]
    is_personal: bool
    """Whether it is a page with buttons of one's own."""
    has_line: bool
    """Whether it is the first screen of a role, where a server may have something to say."""


class CardPresenter:
    """Shows and shares the screens of cards; implements the client's Presenter."""

    def __init__(self, services: Services, page_actions: PageActions) -> None:
        self._services = services
        self._page_actions = page_actions
        self._screens: Shelf[_Screen] = Shelf(_MOST_SCREENS)

    async def show(self, interaction: Interaction, place: Place, *, beside: bool = False) -> None:
        """Show a screen: in place where the member pressed on a private card, else as a new private message.

        With `beside` it is a new one in any case. Raises PageNotFound.
        """
        screen = self._screen(place, in_server=server_id(interaction) is not None)
        if screen.pictures:
            await _defer(interaction, beside=beside)
        view = await self._personal(interaction, place, screen)
        await _answer(interaction, view, await self._files(screen.pictures), beside=beside)

    async def show_more(self, interaction: Interaction, place: Place) -> None:
        """Show privately what else can be done with a page; raises PageNotFound."""
        actions = self._page_actions if server_id(interaction) is not None else None
        view = PreparedView.of(more_view(self._card(place), place, actions))
        labels = await self._labels(interaction, place)
        await _answer(interaction, view.relabeled(labels), [])

    async def keep(self, interaction: Interaction, place: Place) -> None:
        """Send what a screen says to the member's own messages; raises CannotKeep and PageNotFound."""
        await keep(interaction, card_view(self._card(place), place))

    async def ask_to_share(self, interaction: Interaction, place: Place) -> None:
        """Ask privately whether to post a screen; raises CannotShare and PageNotFound."""
        channel = channel_to_share_in(interaction)
        self._screen(place)
        words = f"Post this in {channel.mention}? Everyone there can read it. Your name is not on it."
        await show(interaction, note_view(words, ui.ActionRow(post_button(place))), in_place=False)

    async def share(self, interaction: Interaction, place: Place) -> None:
        """Post a screen to the channel, and tell the member privately; raises CannotShare and PageNotFound."""
        channel, shares = channel_to_share_in(interaction), self._services[RecentShares]
        screen, claim = self._screen(place), (channel.id, place)
        if not shares.claim(claim):
            raise CannotShare("This was posted here a moment ago, so I left it at that.")
        await _defer(interaction)
        try:
            message = await channel.send(view=screen.view, files=await self._files(screen.pictures))
        except (discord.HTTPException, discord.RateLimited, TooManyPictures) as error:
            shares.release(claim)
            if isinstance(error, discord.Forbidden) and error.code in _LACKS_PERMISSION:
                raise CannotShare(ASK_MODERATOR) from error
            raise
        shares.posted(claim, message.id)
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow(take_back_button(channel.id, message.id))
        await show(interaction, note_view(f"Posted in {channel.mention}. Your name is not on it.", row))

    async def take_back(self, interaction: Interaction, channel_id: int, message_id: int) -> None:
        """Delete a posted card, and say so in place of the button; one that is gone already is no error."""
        await _defer(interaction)
        messages = interaction.client.get_partial_messageable(channel_id, guild_id=server_id(interaction))
        with suppress(discord.NotFound):
            await messages.get_partial_message(message_id).delete()
        self._services[RecentShares].taken_back(message_id)
        await show(interaction, note_view("Taken back: it is no longer in the channel."))

    async def _files(self, pictures: Sequence[Picture]) -> list[discord.File]:
        """Return pictures as files to attach; raises TooManyPictures."""
        drawing = self._services[Drawing]
        return [
            await drawing.file(_draw, picture, PICTURE_FILE.format(number=number), picture.alt)
            for number, picture in enumerate(pictures, start=1)
        ]

    async def _personal(self, interaction: Interaction, place: Place, screen: _Screen) -> PreparedView:
        if not screen.is_personal:
            return screen.view
        view, guild_id = screen.view.relabeled(await self._labels(interaction, place)), server_id(interaction)
        if guild_id is None or not screen.has_line:
            return view
        return view.with_line(self._services[RoleLines].of(guild_id, place.address))

    async def _labels(self, interaction: Interaction, place: Place) -> Labels:
        """Return what buttons say to who asks; in a direct message as to anybody."""
        guild_id = server_id(interaction)
        if guild_id is None:
            return {}
        return await self._services[PersonalLabels].of(guild_id, interaction.user.id, place.address)

    def _screen(self, place: Place, *, in_server: bool = True) -> _Screen:
        """Return a screen as of today, from the shelf if it was laid out before; raises PageNotFound.

        Outside of servers that added the bot there are no leads, nothing to follow, and no channel to share in.
        """
        base, today = self._services[Library].current, self._services.clock.now().date()

        def lay_out() -> _Screen:
            card = self._card(place)
            view = PreparedView.of(card_view(card, place, self._page_actions if in_server else None))
            section = card.section(place.section)
            is_first = section is card.sections[0] and place.screen == 0
            return _Screen(view, section.pictures, has_actions(card), is_role(card) and is_first)

        return self._screens.get((base.version, today), (place, in_server), lay_out)

    def _card(self, place: Place) -> Card:
        base, today = self._services[Library].current, self._services.clock.now().date()
        return _with_site(card_at(base, place.address, today), base, self._services[SiteLinks])


def _with_site(card: Card, base: KnowledgeBase, site: SiteLinks) -> Card:
    """Return a card of a page with a link to the same page on the site, where one is served."""
    url = site.page_url(base.page(card.address)) if card.is_page else None
    return (
        replace(card, notes=(*card.notes, f"[This page on the web](<{url}>), to read without Discord")) if url else card
    )


def _is_private_card(interaction: Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _defer(interaction: Interaction, *, beside: bool = False) -> None:
    if _is_private_card(interaction) and not beside:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def _answer(
    interaction: Interaction, view: discord.ui.LayoutView, files: list[discord.File], *, beside: bool = False
) -> None:
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    elif _is_private_card(interaction) and not beside:
        await interaction.response.edit_message(view=view, attachments=files)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=True)


def _draw(picture: Picture) -> bytes:
    from bot.pages.ui.pay_chart import draw_pay

    return draw_pay(picture)
