"""The pages of the knowledge base: `/role`, `/sector`, `/compare`, `/cert`, `/guide`, `/myth` and `/help`."""

from discord import app_commands
from discord.ext import commands

from bot.kit.errors import TollfreeError
from bot.kit.place import Place
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.knowledge.base import Page
from bot.knowledge.library import Library
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.compare_card import compare_address
from bot.pages.ui.help_card import HELP
from bot.pages.ui.index_cards import MYTHS, SECTORS
from bot.pages.ui.nearest import open_named, show_nearest
from bot.pages.ui.page_choice import page_choices
from bot.pages.ui.role_card import ROLE_SECTIONS
from bot.pages.ui.state_address import state_address
from bot.pages.ui.state_choice import named_state, state_choices

_SECTIONS = [app_commands.Choice(name=label, value=key) for key, label in ROLE_SECTIONS.items()]
_offer_roles = page_choices(PageKind.ROLE)


class PagesCog(commands.Cog):
    """Shows pages as cards."""

    @app_commands.command(name="role", description="What a non-clinical job really asks, with the source of every line")
    @app_commands.describe(
        name="Start typing: a title, or what people call it", section="Open at this part of the card"
    )
    @app_commands.autocomplete(name=page_choices(PageKind.ROLE))
    @app_commands.choices(section=_SECTIONS)
    async def role(self, interaction: Interaction, name: str, section: str = _SECTIONS[0].value) -> None:
        """Show a role card."""
        await open_named(interaction, PageKind.ROLE, name, section)

    @app_commands.command(
        name="sector", description="All sectors, or one: its roles by what you can get, where it hires"
    )
    @app_commands.describe(name="Start typing; leave it empty to see all sectors")
    @app_commands.autocomplete(name=page_choices(PageKind.SECTOR))
    async def sector(self, interaction: Interaction, name: str | None = None) -> None:
        """Show a sector, or all."""
        if name:
            await open_named(interaction, PageKind.SECTOR, name)
        else:
            await interaction.client.presenter.show(interaction, Place(SECTORS))

    @app_commands.command(
        name="compare", description="Two to four roles side by side: what differs first, and the pay as a picture"
    )
    @app_commands.describe(
        a="Start typing: a role", b="Start typing: another", c="A third, if you like", d="A fourth, if you like"
    )
    @app_commands.autocomplete(a=_offer_roles, b=_offer_roles, c=_offer_roles, d=_offer_roles)
    async def compare(
        self,
        interaction: Interaction,
        a: str,
        b: str,
        c: str | None = None,
        d: str | None = None,
    ) -> None:
        """Show roles side by side."""
        base = interaction.client.services[Library].current
        roles: dict[str, Page[RolePage]] = {}
        for name in filter(None, (a, b, c, d)):
            page = base.pages.get(name) or base.named(PageKind.ROLE, name)
            if page is None or page.kind is not PageKind.ROLE:
                await show_nearest(interaction, base, PageKind.ROLE, name)
                return
            roles[page.id] = base.role(page.id)
        if len(roles) < 2:
            title = next(iter(roles.values())).title
            raise TollfreeError(f"Both names lead to the same role, {title}. Pick another one to compare it with.")
        await interaction.client.presenter.show(interaction, Place(compare_address(list(roles.values()))))

    @app_commands.command(
        name="cert", description="A certificate: who issues it, what it costs, and who really asks for it"
    )
    @app_commands.describe(name="Start typing: a name or an abbreviation")
    @app_commands.autocomplete(name=page_choices(PageKind.CERTIFICATION))
    async def cert(self, interaction: Interaction, name: str) -> None:
        """Show a certificate."""
        await open_named(interaction, PageKind.CERTIFICATION, name)

    @app_commands.command(
        name="guide", description="A practical guide: networking, résumé, license upkeep, leaving quietly and more"
    )
    @app_commands.describe(name="Start typing: a name or an abbreviation", state="What its law says in your state")
    @app_commands.autocomplete(name=page_choices(PageKind.GUIDE), state=state_choices)
    async def guide(self, interaction: Interaction, name: str, state: str | None = None) -> None:
        """Show a guide, or what is known of a state where the guide has tables of them."""
        base = interaction.client.services[Library].current
        page = base.pages.get(name) or base.named(PageKind.GUIDE, name)
        if state and page is not None and base.states.of_page(page.id):
            await interaction.client.presenter.show(interaction, Place(state_address(page.id, named_state(state))))
        else:
            await open_named(interaction, PageKind.GUIDE, name)

    @app_commands.command(name="myth", description="A claim you keep hearing, the verdict and the evidence")
    @app_commands.describe(topic="Start typing; leave it empty to see all")
    @app_commands.autocomplete(topic=page_choices(PageKind.MYTH))
    async def myth(self, interaction: Interaction, topic: str | None = None) -> None:
        """Show a myth, or all."""
        if topic:
            await open_named(interaction, PageKind.MYTH, topic)
        else:
            await interaction.client.presenter.show(interaction, Place(MYTHS))

    @app_commands.command(name="help", description="What to try first, and what happens to what you type")
    async def help(self, interaction: Interaction) -> None:
        """Show the help card."""
        await interaction.client.presenter.show(interaction, Place(HELP))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(PagesCog())
