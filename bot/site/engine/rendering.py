"""Fill the templates."""

from collections.abc import Mapping
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from bot.kit.days import short_day
from bot.knowledge.count_words import NOT_A_SAMPLE
from bot.pages.service.site_links import page_path
from bot.site.engine import addresses
from bot.site.engine.moves_map import label_offset
from bot.site.engine.wording import KIND_NAME, NAME, NOT_ADVICE, SOURCE_KIND, source_facts, tab_title

FOLDER = files("bot.site") / "templates"
_MOST_NAMED = 6
"""Jobs of a count that are named one by one; what is left stands on the page of all."""
_SEARCHING = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self' blob:; "
_SCRIPTED = "script-src 'self'; "
_POLICY = (
    "default-src 'none'; {scripts}style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
    "manifest-src 'none'"
)
PLAIN_POLICY = _POLICY.format(scripts="")
FIT_POLICY = _POLICY.format(scripts=_SCRIPTED)
SEARCH_POLICY = _POLICY.format(scripts=_SEARCHING)


class _Templates(BaseLoader):
    """Reads templates from the package."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:  # noqa: ARG002
        """Return a template's text; raises TemplateNotFound."""
        path = FOLDER / template
        if not path.is_file():
            raise TemplateNotFound(template)
        return path.read_text(encoding="utf-8"), None, None


class Renderer:
    """Renders pages of one site."""

    def __init__(self, shared: Mapping[str, object]) -> None:
        """Take what every template may use."""
        self._environment = Environment(
            loader=_Templates(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.globals.update(
            {
                "name": NAME,
                "not_advice": NOT_ADVICE,
                "not_a_sample": NOT_A_SAMPLE,
                "MOST_NAMED": _MOST_NAMED,
                "kind_name": KIND_NAME,
                "source_kind": SOURCE_KIND,
                "at": addresses,
                "page_path": page_path,
                "label_offset": label_offset,
                **shared,
            }
        )
        self._environment.filters.update({"day": short_day, "facts": source_facts})

    def page(self, template: str, path: str, title: str, instead: str = "Notes", **context: object) -> bytes:
        """Return a page; `instead` stands in the browser's tab where the title would tell too much."""
        policy = context.pop("policy", PLAIN_POLICY)
        text = self._environment.get_template(template).render(
            path=path,
            root=addresses.root_of(path),
            title=title,
            tab=tab_title(title, instead),
            policy=policy,
            **context,
        )
        return text.encode()
