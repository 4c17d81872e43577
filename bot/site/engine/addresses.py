"""Where each page lies. All links are relative, so the site works in any folder and from a disk."""

from bot.knowledge.base import AnyPage
from bot.knowledge.sources import SourceKind

HOME = "index.html"
ALL_FEED = "feeds/all.xml"
CALENDAR = "calendars/all.ics"
LEDGER = "data/ledger.csv"
STATES = "states.html"
ARCHIVE = "site.zip"
SEARCH_FOLDER = "pagefind"


def source_path(source_id: str) -> str:
    """Return where the page of a source lies."""
    return f"sources/{source_id}.html"


def compare_path(one: str, other: str) -> str:
    """Return where two roles stand side by side, in whichever order they are named."""
    first, second = sorted((one, other))
    return f"compare/{first}--{second}.html"


def partners_path(role_id: str) -> str:
    """Return where the roles are listed that one may be compared with."""
    return f"compare/{role_id}.html"


def postings_path(role_id: str) -> str:
    """Return where the postings of a role are listed."""
    return f"postings/{role_id}.html"


def states_path(topic: str) -> str:
    """Return where a table of states lies."""
    return f"states/{topic}.html"


def states_record_path(topic: str) -> str:
    """Return where a table of states lies as JSON."""
    return f"data/states/{topic}.json"


def kind_path(kind: SourceKind, number: int) -> str:
    """Return where a part of the list of a kind's sources lies, counted from 1."""
    return f"evidence/{kind}-{number}.html"


def feed_path(page: AnyPage) -> str:
    """Return where the feed of a role or sector lies."""
    return f"feeds/{page.kind}/{page.id}.xml"


def calendar_path(page: AnyPage) -> str:
    """Return where the calendar of a role or sector lies."""
    return f"calendars/{page.kind}/{page.id}.ics"


def record_path(page: AnyPage) -> str:
    """Return where a page lies as JSON."""
    return f"data/{page.kind}/{page.id}.json"


def schema_path(kind: str) -> str:
    """Return where the schema of a kind's JSON lies."""
    return f"data/schema/{kind}.schema.json"


def root_of(path: str) -> str:
    """Return what leads from a page to the folder of the site."""
    return "../" * path.count("/")
