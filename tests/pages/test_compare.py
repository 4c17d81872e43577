from bot.knowledge.figures import pay_of
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PayOf
from tests.simulated import Server, components, options, sent, words

PNG = b"\x89PNG"


async def test_what_differs_comes_first_with_a_picture_and_its_words(server: Server) -> None:
    result = await server.member.slash(server.channel, "compare", a="um-medical-director", b="physician-advisor")
    assert result.ephemeral
    assert "① Utilization management medical director ② Physician advisor" in words(result)
    (picture,) = sent(result).attachments
    assert picture.filename == "pay-1.png"
    assert (await picture.read()).startswith(PNG)
    (gallery,) = [part for part in components(result) if part["type"] == 12]
    (item,) = gallery["items"]
    assert item["description"].startswith("Published pay.")
    assert "2025" in item["description"], "years stand in the alt text"
    assert {"um-medical-director", "physician-advisor"} <= set(options(result))


async def test_sections_of_a_comparison_open_and_drop_the_picture(server: Server) -> None:
    first = await server.member.slash(
        server.channel, "compare", a="um-medical-director", b="physician-advisor", c="expert-witness", d="MSL"
    )
    alike = await server.member.click(sent(first), label="What is alike")
    assert "**What is alike**" in words(alike)
    assert sent(alike).attachments == []
    pay = await server.member.click(sent(alike), label="Pay")
    assert [one.filename for one in sent(pay).attachments] == ["pay-1.png", "pay-2.png"], "two roles each"


async def test_cells_fit_a_phone_and_carry_the_pays_caveat(server: Server) -> None:
    result = await server.member.slash(server.channel, "compare", a="um-medical-director", b="MSL")
    cells = [line for line in words(result).splitlines() if line[:1] in "①②" and not line.startswith("## ")]
    assert cells
    assert max(map(len, cells)) <= 60
    pay = words(await server.member.click(sent(result), label="Pay"))
    base = server.app.services[Library].current
    shown = [line for role in ("um-medical-director", "medical-science-liaison") for line in base.role(role).front.pay]
    assert pay.count("nearest job: ") == sum(pay_of(line) is PayOf.NEAREST for line in shown)
    assert all(line.basis in pay for line in shown)


async def test_a_name_that_is_no_role_leads_to_the_nearest(server: Server) -> None:
    result = await server.member.slash(server.channel, "compare", a="um-medical-director", b="MBA")
    assert "I have no role called “MBA”" in words(result)


async def test_the_same_role_twice_is_told_plainly(server: Server) -> None:
    result = await server.member.slash(server.channel, "compare", a="UM", b="um-medical-director")
    assert "Both names lead to the same role" in sent(result).content
