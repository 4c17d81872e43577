"""Links to the same pages on the static site, where it is served."""

from bot.knowledge.base import AnyPage


def page_path(page: AnyPage) -> str:
    """Return where a page lies below the site's address; the site is written by the same rule."""
    return f"{page.kind}/{page.id}.html"


class SiteLinks:
    """Makes links to pages of the site; without a site it makes none."""

    def __init__(self, site_url: str | None) -> None:
        """Take the address of the folder in which the site is served."""
        self._url = site_url.rstrip("/") if site_url else None

    def page_url(self, page: AnyPage) -> str | None:
        """Return the address of a page."""
        return f"{self._url}/{page_path(page)}" if self._url else None
