"""The pages of roles, sectors, guides, certificates, myths and sources."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.knowledge.base import AnyPage, KnowledgeBase, Page
from bot.knowledge.figures import by_nearness
from bot.knowledge.pages import CertificationPage, GuidePage, MythPage, SectorPage
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path
from bot.pages.ui.labels import CERTIFICATION_VERDICT, MYTH_VERDICT, POSTING_KIND
from bot.pages.ui.money import fee_line
from bot.pages.ui.step_words import STEPS_TITLE
from bot.site.engine.addresses import postings_path, source_path
from bot.site.engine.catalog import cited_by
from bot.site.engine.pay import charts, pay_line
from bot.site.engine.prose import Notes, passages
from bot.site.engine.rendering import Renderer
from bot.site.engine.role_view import gate_facts, glance_lines, ledger_rows, levels, unknown_glances
from bot.site.engine.steps import guide_steps
from bot.site.engine.wording import KIND_NAME, plain


def knowledge_pages(base: KnowledgeBase, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of every page and source."""
    for kind in PageKind:
        for number, page in enumerate(base.of_kind(kind), start=1):
            instead = f"{KIND_NAME[kind]} {number}"
            if kind is PageKind.ROLE:
                yield page_path(page), _role(base, renderer, base.role(page.id), instead)
                if page.postings:
                    yield postings_path(page.id), _postings(base, renderer, base.role(page.id))
            else:
                yield page_path(page), _other(base, renderer, page, instead)
    citing = cited_by(base)
    for number, (source_id, source) in enumerate(sorted(base.sources.items()), start=1):
        path = source_path(source_id)
        tables = tuple(table for table in base.states if source_id in table.sources)
        context = {"source": source, "pages": citing[source_id], "tables": tables}
        yield path, renderer.page("source.html", path, source.title, f"Source {number}", **context)


def _role(base: KnowledgeBase, renderer: Renderer, page: Page[RolePage], instead: str) -> bytes:
    notes = Notes()
    front = page.front
    glances = glance_lines(base, page, notes)
    ways = tuple((notes.cited(way.text, way.sources), way.cost) for way in front.ways_in)
    sections = passages(page.body, notes)
    around = (*front.also_in, *front.certifications, *front.myths, *front.guides)
    return renderer.page(
        "role.html",
        page_path(page),
        page.title,
        instead,
        page=page,
        sector=base.page(front.sector),
        gates=gate_facts(front),
        glances=glances,
        unknown=unknown_glances(front),
        levels=levels(base, page),
        pays=tuple(pay_line(base, pay) for pay in by_nearness(front)),
        charts=tuple(charts(front)),
        ways=ways,
        passages=sections,
        neighbors=tuple((base.role(one.role), one.reason) for one in front.neighbours),
        around=tuple(base.page(page_id) for page_id in around),
        tables=base.states.of_page(page.id),
        numbered=notes.sources,
        also=_not_marked(page, notes, {row.source for row in page.postings}),
    )


def _postings(base: KnowledgeBase, renderer: Renderer, page: Page[RolePage]) -> bytes:
    return renderer.page(
        "postings.html",
        postings_path(page.id),
        f"Postings: {page.title}",
        "Postings",
        page=page,
        rows=ledger_rows(base, page),
        posting_kind=POSTING_KIND,
    )


def _not_marked(page: AnyPage, notes: Notes, besides: set[str]) -> tuple[str, ...]:
    return tuple(source_id for source_id in page.cited if source_id not in {*notes.sources, *besides})


def _other(base: KnowledgeBase, renderer: Renderer, page: AnyPage, instead: str) -> bytes:
    notes = Notes()
    context = _facts(base, page)
    sections = passages(page.body, notes)
    steps = guide_steps(page.front, notes)
    return renderer.page(
        "page.html",
        page_path(page),
        page.title,
        instead,
        page=page,
        passages=sections,
        steps=steps,
        steps_title=STEPS_TITLE,
        numbered=notes.sources,
        also=_not_marked(page, notes, set()),
        tables=base.states.of_page(page.id),
        **context,
    )


class _Said:
    """A line of a page with its sources."""

    def __init__(self, base: KnowledgeBase, text: str | Markup, source_ids: tuple[str, ...]) -> None:
        self.text = text
        self.sources = [base.sources[source_id] for source_id in source_ids]


def _facts(base: KnowledgeBase, page: AnyPage) -> dict[str, object]:
    """Return what the template needs for the page's kind."""
    front = page.front
    match front:
        case SectorPage():
            return {"roles": base.roles_in(page.id), "around": ()}
        case GuidePage():
            return {"around": _pages(base, front.related)}
        case MythPage():
            lines = [_Said(base, line.text, line.sources) for line in front.evidence]
            return {
                "verdict": plain(MYTH_VERDICT[front.verdict]),
                "lines": lines,
                "around": _pages(base, front.related),
            }
        case CertificationPage():
            return _certificate(base, page, front)
        case _:
            raise TypeError(f"{page.kind} has no template")


def _certificate(base: KnowledgeBase, page: AnyPage, front: CertificationPage) -> dict[str, object]:
    groups = (
        ("What it costs", "fees", [_Said(base, fee_line(fee), fee.sources) for fee in front.fees]),
        ("Who asks for it", "asked", [_Said(base, line.text, line.sources) for line in front.asked_for_by]),
        ("Who may sit it", "eligibility", [_Said(base, line.text, line.sources) for line in front.eligibility]),
        ("Keeping it", "upkeep", [_Said(base, line.text, line.sources) for line in front.upkeep]),
    )
    return {
        "verdict": plain(CERTIFICATION_VERDICT[front.verdict.value]),
        "verdict_sources": [base.sources[source_id] for source_id in front.verdict.sources],
        "groups": groups,
        "around": tuple(base.roles_naming(page.id)),
    }


def _pages(base: KnowledgeBase, page_ids: tuple[str, ...]) -> tuple[AnyPage, ...]:
    return tuple(base.page(page_id) for page_id in page_ids)
