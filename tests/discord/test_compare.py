from tests.discord.conftest import Server, components, options, sent, words

PNG = b"\x89PNG"


async def test_what_differs_comes_first_with_a_picture_and_its_words(server: Server) -> None:
    result = await server.member.slash(server.channel, "compare", a="um-medical-director", b="physician-advisor")
    assert result.ephemeral
    assert "side by side · What differs" in words(result)
    (picture,) = sent(result).attachments
    assert picture.filename == "pay.png"
    assert (await picture.read()).startswith(PNG)
    (gallery,) = [part for part in components(result) if part["type"] == 12]
    (item,) = gallery["items"]
    assert item["description"].startswith("Published pay.")
    assert "2016" in item["description"], "years stand in the alt text"
    assert {"um-medical-director", "physician-advisor"} <= set(options(result))


async def test_sections_of_a_comparison_open_and_drop_the_picture(server: Server) -> None:
    first = await server.member.slash(
        server.channel, "compare", a="um-medical-director", b="physician-advisor", c="expert-witness", d="MSL"
    )
    alike = await server.member.click(sent(first), label="What is alike")
    assert "side by side · What is alike" in words(alike)
    assert sent(alike).attachments == []
    pay = await server.member.click(sent(alike), label="Pay")
    assert len(sent(pay).attachments) == 1


async def test_the_same_role_twice_is_told_plainly(server: Server) -> None:
    result = await server.member.slash(server.channel, "compare", a="UM", b="um-medical-director")
    assert "Both names lead to the same role" in sent(result).content
