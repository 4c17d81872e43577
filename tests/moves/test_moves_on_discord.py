from bot.pages.service.seen_here import SeenHere
from tests.simulated import SMALL, Server, labels, options, said, sent, words


async def test_a_member_sees_the_moves_with_a_picture_and_goes_on(server: Server) -> None:
    shown = await server.member.slash(server.channel, "moves", role="um-medical-director")
    assert "Independent peer reviewer" in words(shown)
    assert sent(shown).flags.ephemeral
    assert [file.filename for file in sent(shown).attachments] == ["moves.png"]
    assert "Keep" in labels(shown)
    on = await server.member.select(sent(shown), [options(shown)[0]], custom_id="tf1:moveson")
    assert words(on).startswith("## Moves from")


async def test_a_goal_gives_the_way_there(server: Server) -> None:
    shown = await server.member.slash(
        server.channel, "moves", role="um-medical-director", to="independent-peer-reviewer"
    )
    assert words(shown).startswith("## From Utilization management medical director to Independent peer reviewer")


async def test_the_same_role_twice_is_no_way(server: Server) -> None:
    role = "um-medical-director"
    assert "same role" in said(await server.member.slash(server.channel, "moves", role=role, to=role))


async def test_more_neighbors_than_a_menu_shows_are_turned_to_and_the_picture_stays(
    server: Server, small_menus: None
) -> None:
    shown = await server.member.slash(server.channel, "moves", role="um-medical-director")
    near, text = options(shown), words(shown)
    assert len(near) == SMALL
    turned = await server.member.select(sent(shown), [near[-1]], custom_id="tf1:moveson")
    assert not set(near) & set(options(turned))
    assert (words(turned), labels(turned)) == (text, labels(shown))
    assert [file.filename for file in sent(shown).attachments] == ["moves.png"]
    on = await server.member.select(sent(shown), [options(shown)[0]], custom_id="tf1:moveson")
    assert words(on).startswith("## Moves from")


async def test_a_neighbor_that_people_here_got_into_says_so(server: Server) -> None:
    async def seen(guild_id: int) -> frozenset[str]:
        return frozenset({"independent-peer-reviewer"}) if guild_id == server.guild.id else frozenset()

    server.app.services[SeenHere].add(seen)
    shown = words(await server.member.slash(server.channel, "moves", role="um-medical-director"))
    assert shown.count("Seen here") == 1
    assert shown.index("Independent peer reviewer") < shown.index("Seen here")


async def test_the_sheet_of_a_role_leads_to_its_moves(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    sheet = card if "All moves" in labels(card) else await server.member.click(sent(card), label="More")
    moves = await server.member.click(sent(sheet), label="All moves")
    assert words(moves).startswith("## Moves from Utilization management medical director")
