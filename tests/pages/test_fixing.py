"""*Suggest a fix*: what is public is said, and there is a private way."""

from datetime import timedelta

from bot.ask.service.gaps import GapService
from tests.simulated import Server, components, labels, sent, words

UM = "um-medical-director"


async def test_a_fix_is_offered_in_the_open_and_privately(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name=UM)
    sheet = await server.member.click(sent(card), label="More")
    offer = await server.member.click(sent(sheet), label="Suggest a fix")
    assert offer.ephemeral
    assert "GitHub is public: anyone can read what you write there" in words(offer)
    assert labels(offer) == ["Write privately", "Open GitHub"]
    link = next(part for part in components(offer) if part.get("label") == "Open GitHub")
    assert link["url"].startswith("https://example.org/team/tollfree/issues/new?")


async def test_the_private_form_reaches_the_curators_without_a_name_or_a_server(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name=UM)
    sheet = await server.member.click(sent(card), label="More")
    offer = await server.member.click(sent(sheet), label="Suggest a fix")
    form = await server.member.click(sent(offer), label="Write privately")
    assert form.modal is not None
    (field,) = [part["component"]["custom_id"] for part in form.modal["components"]]
    done = await server.member.submit_modal(form, {field: "The fee is $5 since May, says the issuer."})
    assert "Filed for the curators, without your name" in words(done)
    (gap,) = await server.app.services[GapService].counted(timedelta(days=1))
    assert gap.page_id == UM
    assert gap.questions == ("Correction: The fee is $5 since May, says the issuer.",)
