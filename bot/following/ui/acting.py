"""Follow, stop, and show what is followed: what the commands and the buttons have in common."""

from discord import ui

from bot.following.model import PageNews
from bot.following.service.following import FollowService
from bot.following.ui.cards import followed_view, following_view, stopped_view
from bot.following.ui.servers import names_of_servers
from bot.kit.ui.answering import actor_of, show
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import server, server_id
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
    guild = server(interaction)
    if guild is not None:
        names = {guild.id: guild.name}
    else:
        names = {guild.id: guild.name for guild in interaction.client.guilds}
    if following.dm_closed_at and following.follows:
        news = await services[FollowService].unread(member_id, server_id(interaction))
        if guild is None:
            names = await names_of_servers(interaction.client, member_id, (one.guild_id for one in news))
            news = tuple(one for one in news if one.guild_id in names)
    is_quiet = await services[Outbox].is_quiet(member_id)
    view = following_view(services[Library].current, following, names, news, note, is_quiet=is_quiet)
    offers = services[Moments].buttons(services[Library].current, stopped) if guild is not None else []
    if offers:
        view.add_item(ui.ActionRow(*offers))
    await show(interaction, view, in_place=in_place)
