"""The home page and the lists: by sector, letter, pay, date, what one has, what is missing."""

from collections.abc import Iterator

from bot.knowledge.base import AnyPage, KnowledgeBase, Page
from bot.knowledge.body import CITATION
from bot.knowledge.figures import by_nearness, figures_of
from bot.knowledge.pages import CertificationPage, MythPage
from bot.knowledge.role import RolePage
from bot.knowledge.sources import SourceKind
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path
from bot.pages.ui.labels import CERTIFICATION_VERDICT, MYTH_VERDICT
from bot.site.engine.addresses import HOME, kind_path, source_path
from bot.site.engine.catalog import (
    HAVINGS,
    Having,
    by_letter,
    changes,
    missing,
    roles_where,
    sources_of,
)
from bot.site.engine.listing import Group, Link
from bot.site.engine.moves_map import all_moves, moves_map
from bot.site.engine.pay import paid_roles, pay_line
from bot.site.engine.rendering import Renderer
from bot.site.engine.role_view import gate_facts
from bot.site.engine.wording import KIND_NAME, SOURCE_KIND, plain, source_facts

_Files = Iterator[tuple[str, bytes]]


def index_pages(base: KnowledgeBase, renderer: Renderer) -> _Files:
    """Yield every list."""
    yield _home(base, renderer)
    yield _roles(base, renderer)
    yield from _havings(base, renderer)
    yield from _letters(base, renderer)
    yield from _kinds(base, renderer)
    yield from _sources(base, renderer)
    paid, without = paid_roles(base)
    yield "pay.html", renderer.page("pay.html", "pay.html", "Roles by pay", paid=paid, without=without)
    drawn, moves = moves_map(base), all_moves(base)
    yield "moves.html", renderer.page("moves.html", "moves.html", "The map of moves", map=drawn, moves=moves)
    yield "changes.html", renderer.page("changes.html", "changes.html", "What changed", changes=changes(base))
    yield _unfound(base, renderer)
    yield _lost(renderer)


def _home(base: KnowledgeBase, renderer: Renderer) -> tuple[str, bytes]:
    sectors = tuple((sector, len(base.roles_in(sector.id))) for sector in base.of_kind(PageKind.SECTOR))
    counts = {str(kind): len(base.of_kind(kind)) for kind in PageKind} | {"sources": len(base.sources)}
    return HOME, renderer.page("home.html", HOME, "Notes", sectors=sectors, counts=counts)


def _role_link(base: KnowledgeBase, role: Page[RolePage]) -> Link:
    facts = [f"{label.lower()}: {fact}" for label, fact in gate_facts(role.front)]
    pays = by_nearness(role.front)
    facts.append(f"pay: {pay_line(base, pays[0]).figure}" if pays else "pay: no figure")
    return Link(page_path(role), role.title, " · ".join(facts))


def _roles(base: KnowledgeBase, renderer: Renderer) -> tuple[str, bytes]:
    groups = tuple(
        Group(
            sector.title,
            links=tuple(_role_link(base, role) for role in base.roles_in(sector.id) if role.front.sector == sector.id),
            to=page_path(sector),
            anchor=sector.id,
        )
        for sector in base.of_kind(PageKind.SECTOR)
    )
    return "roles.html", renderer.page("list.html", "roles.html", "Roles by sector", groups=groups, says="")


def _havings(base: KnowledgeBase, renderer: Renderer) -> _Files:
    links = []
    for having in HAVINGS:
        path = f"have/{having.id}.html"
        number = len(roles_where(base, having.fits))
        links.append(Link(path, having.title, f"{number} roles" if having.fits else "what the notes have"))
        groups = tuple(_having_groups(base, having))
        yield path, renderer.page("list.html", path, having.title, "List", groups=groups, says=having.says)
    says = "Each list goes by what a page's sources say. What varies, or what nobody says, is told apart."
    groups = (Group("", links=tuple(links)),)
    yield "have.html", renderer.page("list.html", "have.html", "By what you have", groups=groups, says=says)


def _having_groups(base: KnowledgeBase, having: Having) -> Iterator[Group]:
    if having.guide is not None and having.guide in base.pages:
        guide = base.page(having.guide)
        near = [base.page(page_id) for page_id in dict.fromkeys(guide.front.links())]
        pages = (guide, *(near if having.fits is None else ()))
        yield Group("Read first", links=tuple(Link(page_path(one), one.title, one.front.summary) for one in pages))
    if having.fits is None:
        return
    fit, vary = roles_where(base, having.fits), roles_where(base, having.varies)
    yield Group(f"{len(fit)} roles", links=tuple(_role_link(base, role) for role in fit))
    if vary:
        says = "From employer to employer, by the pages' sources."
        yield Group(f"In {len(vary)} it varies", says=says, links=tuple(_role_link(base, role) for role in vary))


def _letters(base: KnowledgeBase, renderer: Renderer) -> _Files:
    letters = by_letter(base)
    top = []
    for letter, names in letters.items():
        title = "0–9" if letter == "0" else letter.upper()
        path = f"a-z/{letter}.html"
        links = tuple(
            Link(page_path(page), name, KIND_NAME[page.kind].lower() if name == page.title else page.title)
            for name, page in names
        )
        top.append(Link(path, title, ""))
        names_of_letter = (Group("", links=links),)
        yield path, renderer.page("list.html", path, f"A to Z: {title}", "A to Z", groups=names_of_letter, says="")
    titles = sorted(base.pages.values(), key=lambda page: page.title.casefold())
    groups = (
        Group("", says="Titles and other names, by letter:", links=tuple(top), shape="letters"),
        Group("Every title", links=tuple(_title_link(page) for page in titles), shape="names"),
    )
    yield "a-z.html", renderer.page("list.html", "a-z.html", "A to Z", groups=groups, says="")


def _title_link(page: AnyPage) -> Link:
    return Link(page_path(page), page.title, KIND_NAME[page.kind].lower())


def _kinds(base: KnowledgeBase, renderer: Renderer) -> _Files:
    titles = {PageKind.GUIDE: "Guides", PageKind.CERTIFICATION: "Certificates", PageKind.MYTH: "Myths"}
    for kind, title in titles.items():
        links = tuple(Link(page_path(page), page.title, _words(page)) for page in base.of_kind(kind))
        path = f"{kind}.html"
        yield path, renderer.page("list.html", path, title, groups=(Group("", links=links),), says="")


def _words(page: AnyPage) -> str:
    match page.front:
        case MythPage() as front:
            return f"{plain(MYTH_VERDICT[front.verdict])}: “{front.claim}”"
        case CertificationPage() as front:
            return plain(CERTIFICATION_VERDICT[front.verdict.value])
        case front:
            return front.summary


def _sources(base: KnowledgeBase, renderer: Renderer) -> _Files:
    claims = figures_of(base).claims_by_kind
    kinds = []
    for kind in SourceKind:
        parts = sources_of(base, kind)
        kinds.append((kind, sum(map(len, parts)), claims[kind], kind_path(kind, 1)))
        for number, sources in enumerate(parts, start=1):
            path = kind_path(kind, number)
            links = tuple(
                Link(source_path(one.id), one.title, f"{one.publisher}; {source_facts(one)}") for one in sources
            )
            others = tuple(Link(kind_path(kind, other), str(other), "") for other in range(1, len(parts) + 1))
            pager = (Group("", says="Parts:", links=others, shape="letters"),) if len(parts) > 1 else ()
            title = f"Sources: {SOURCE_KIND[kind][0].lower()}" + (f", part {number}" if len(parts) > 1 else "")
            groups = (*pager, Group("", links=links))
            yield path, renderer.page("list.html", path, title, groups=groups, says=SOURCE_KIND[kind][1])
    yield "evidence.html", renderer.page("evidence.html", "evidence.html", "How evidence is graded", kinds=kinds)


def _unfound(base: KnowledgeBase, renderer: Renderer) -> tuple[str, bytes]:
    order = (PageKind.ROLE, PageKind.GUIDE, PageKind.SECTOR, PageKind.CERTIFICATION, PageKind.MYTH)
    groups = [(f"{KIND_NAME[kind]}s", tuple(missing(base, kind))) for kind in order]
    path = "unfound.html"
    page = renderer.page(
        path,
        path,
        "What we could not find",
        groups=[(heading, items) for heading, items in groups if items],
        plain=lambda words: CITATION.sub("", words),
    )
    return path, page


def _lost(renderer: Renderer) -> tuple[str, bytes]:
    says = "There is no such page here. It may have had another name."
    links = (Link("a-z.html", "A to Z", ""), Link("ask.html", "Search", ""), Link("index.html", "Start", ""))
    return "404.html", renderer.page(
        "list.html", "404.html", "No such page", groups=(Group("", links=links),), says=says
    )
