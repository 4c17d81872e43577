"""Read a page of the site as far as a test needs."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import urldefrag


@dataclass
class Seen(HTMLParser):
    """What stands in a page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Values of href on anchors."""
    loads: list[str] = field(default_factory=list)
    """What the browser fetches to show the page."""
    metas: dict[str, str] = field(default_factory=dict)
    attributes: set[str] = field(default_factory=set)
    title: str = ""
    text: str = ""
    _in_title: bool = False

    def __post_init__(self) -> None:
        """Make the parser ready."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag has."""
        given = {name: value or "" for name, value in attrs}
        self.attributes |= given.keys()
        self._in_title = tag == "title"
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "meta":
            self.metas[given.get("name") or given.get("http-equiv", "")] = given.get("content", "")
        if "src" in given:
            self.loads.append(given["src"])
        if tag == "link" and given.get("rel") != "alternate":
            self.loads.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        """Note where the title ends."""
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.text += data
        if self._in_title:
            self.title += data


def seen(content: bytes) -> Seen:
    """Return what stands in a page."""
    page = Seen()
    page.feed(content.decode())
    return page


def target(path: str, link: str) -> tuple[str, str]:
    """Return the file and the anchor to which a relative link of a page leads."""
    address, anchor = urldefrag(link)
    return (normpath(join(dirname(path), address)) if address else path), anchor
