"""Cards lead to the same page on the web where a site is served."""

import pytest
from pydantic import HttpUrl

from bot.config import Settings
from tests.simulated import Server, words


class TestWithSite:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        """Give settings with a site."""
        return settings.model_copy(update={"site_url": HttpUrl("https://notes.example.org/site/")})

    async def test_a_card_links_to_its_page(self, server: Server) -> None:
        text = words(await server.member.slash(server.channel, "role", name="um-medical-director"))
        assert "(<https://notes.example.org/site/roles/um-medical-director.html>)" in text

    async def test_a_card_that_is_no_page_has_no_link(self, server: Server) -> None:
        assert "notes.example.org" not in words(await server.member.slash(server.channel, "help"))


async def test_without_a_site_no_card_names_one(server: Server) -> None:
    assert "on the web" not in words(await server.member.slash(server.channel, "role", name="um-medical-director"))
