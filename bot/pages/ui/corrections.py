"""Links into the project's repository, for corrections."""

from urllib.parse import urlencode

from bot.knowledge.base import AnyPage

_BODY = """Page: knowledge/{kind}/{page_id}.md (reviewed {reviewed})

What is wrong or missing:


Source that says so (link, and its date):

"""


class RepositoryLinks:
    """Makes links to suggest a fix; without a repository it makes none."""

    def __init__(self, repository_url: str | None) -> None:
        """Take the address of a repository whose issues open at `/issues/new`, as on GitHub and Gitea."""
        self._url = repository_url.rstrip("/") if repository_url else None

    def suggest_url(self, page: AnyPage) -> str | None:
        """Return the address of a new issue about a page, filled in as far as possible."""
        if self._url is None:
            return None
        body = _BODY.format(kind=page.kind, page_id=page.id, reviewed=page.front.reviewed.isoformat())
        query = urlencode({"title": f"Fix {page.kind}/{page.id}", "body": body})
        return f"{self._url}/issues/new?{query}"
