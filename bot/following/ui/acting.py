"""Follow, stop, and show what is followed: what the commands and the buttons have in common."""

from discord import ui

from bot.following.model import PageNews
from bot.following.service.following import FollowService
from bot.following.ui.cards import follow_options, followed_view, following_view, stopped_view
from bot.following.ui.servers import names_of_servers
from bot.kit.ui.answering import actor_of, show
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import server, server_id
from bot.kit.ui.paged import Turn, turn_menu
from bot.knowledge.library import Library
from bot.outbox.service import Outbox
from bot.pages.ui.moments import Moments


async def follow_page(interaction: Interaction, page_id: str) -> None:
    """Follow a page in this server, and say what that means; raises NotInServer, PageNotFound and TooManyFollows."""
    services = interaction.client.services
    followed = await services[FollowService].follow(page_id, actor_of(interaction))
    await show(interaction, followed_view(services[Library].current, followed))


async def stop_page(interaction: Interaction, page_id: str) -> None:
    """Stop following a page in this server; raises NotInServer."""
    services, actor = interaction.client.services, actor_of(interaction)
    await services[FollowService].stop(actor.member_id, [(actor.guild_id, page_id)])
    base = services[Library].current
    await show(interaction, stopped_view(base, page_id, services[Moments].buttons(base, page_id)))


async def show_following(
    interaction: Interaction, note: str = "", stopped: str | None = None, *, in_place: bool = True
) -> None:
    """Show privately what the member follows in this server, or in all servers in a direct message.

    Where a page was stopped just now, what else is offered at that moment stands below.
    """
    services, member_id = interaction.client.services, interaction.user.id
    following = await services[FollowService].following(member_id, server_id(interaction))
    news: tuple[PageNews, ...] = ()
    names = _names(interaction)
    if following.dm_closed_at and following.follows:
        news = await services[FollowService].unread(member_id, server_id(interaction))
        if server(interaction) is None:
            names = await names_of_servers(interaction.client, member_id, (one.guild_id for one in news))
            news = tuple(one for one in news if one.guild_id in names)
    is_quiet = await services[Outbox].is_quiet(member_id)
    view = following_view(services[Library].current, following, names, news, note, is_quiet=is_quiet)
    offers = services[Moments].buttons(services[Library].current, stopped) if server(interaction) is not None else []
    if offers:
        view.add_item(ui.ActionRow(*offers))
    await show(interaction, view, in_place=in_place)


async def turn_following(interaction: Interaction, custom_id: str, turn: Turn) -> None:
    """Show another page of the menu of what the member follows."""
    services = interaction.client.services
    following = await services[FollowService].following(interaction.user.id, server_id(interaction))
    options = follow_options(services[Library].current, following.follows, _names(interaction))
    await turn_menu(interaction, custom_id, options, turn)


def _names(interaction: Interaction) -> dict[int, str]:
    """Return the names of the servers to show: this one, or in a direct message all."""
    guild = server(interaction)
    return {one.id: one.name for one in ([guild] if guild is not None else interaction.client.guilds)}
