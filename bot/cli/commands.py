"""The command line: run, demo, check, ask, site, sync, migrate, copy, backup, export; exit codes; nothing else."""

import asyncio
import os
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot import __version__
from bot.cli.reading import add_reading_commands
from bot.config import Settings, read_settings
from bot.kit.errors import Misconfigured, TollfreeError
from bot.kit.memory import collect_seldom
from bot.knowledge.problems import KnowledgeInvalid
from bot.logs import set_up_logging, set_up_quiet_logging

_BEGAN = time.perf_counter()
collect_seldom()

cli = typer.Typer(
    name="tollfree",
    help="Tollfree: what non-clinical jobs for physicians really ask, as a Discord bot.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

KnowledgeOption = Annotated[
    Path | None,
    typer.Option("--knowledge", help="The folder with the pages, instead of KNOWLEDGE_DIR.", show_default=False),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tollfree {__version__}")
        raise typer.Exit


@cli.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@cli.command()
def run() -> None:
    """Run the bot on Discord. Needs DISCORD_TOKEN."""
    os.umask(0o077)
    from bot.cli.run import run_bot

    with _plain_errors(broken_pages=Misconfigured.exit_code):
        settings = _settings()
        _run(lambda: run_bot(settings, _BEGAN), fast=True)


@cli.command()
def demo(
    page: Annotated[
        str | None, typer.Option(help="Open at this page, such as roles/um-medical-director.", show_default=False)
    ] = None,
    port: Annotated[int, typer.Option(help="Port on this machine; 0 takes a free one.", min=0, max=65535)] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")] = True,
    stats: Annotated[bool, typer.Option("--stats", help="Print time to ready and memory, and leave.")] = False,
    knowledge: KnowledgeOption = None,
) -> None:
    """Try the real bot in a browser: a simulated Discord on this machine; no token, nothing is sent anywhere."""
    with _plain_errors():
        settings = _settings(knowledge_dir=knowledge)
        set_up_quiet_logging()
        try:
            from bot.cli.demo import DemoOptions, run_demo
        except ModuleNotFoundError as error:
            raise TollfreeError(
                f"The demo needs {error.name}, which is not installed. "
                "Run `make demo`, or `pip install 'tollfree[demo]'`."
            ) from error
        _run(lambda: run_demo(settings, DemoOptions(page, port, browser, stats), typer.echo))


@cli.command()
def check(
    knowledge: KnowledgeOption = None,
    links: Annotated[
        bool, typer.Option("--links", help="Also ask, over the internet, whether every source's link still answers.")
    ] = False,
    links_log: Annotated[
        Path | None,
        typer.Option(
            help="Results of --links, instead of links-checked.jsonl among the pages; a later run goes on from it.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print problems and figures as JSON, for other programs.")
    ] = False,
) -> None:
    """Check every page, source and ledger; print each problem as path:line: message."""
    from bot.app import check_knowledge
    from bot.cli.check import print_check, print_links
    from bot.knowledge.link_log import LINKS_FILE

    with _plain_errors():
        settings = _settings(knowledge_dir=knowledge)
        loaded = check_knowledge(settings)
        print_check(loaded, typer.echo, as_json=as_json)
        if loaded.base is None:
            if not as_json:
                typer.echo(str(KnowledgeInvalid(loaded.problems)), err=True)
            raise typer.Exit(1)
        if links:
            base, log = loaded.base, links_log or settings.knowledge_dir / LINKS_FILE
            _run(lambda: print_links(base, log, typer.echo))


@cli.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="A question in your own words.", show_default=False)] = None,
    batch: Annotated[
        Path | None,
        typer.Option(help='Answer a JSONL file of {"id", "question"}, one JSON line each.', show_default=False),
    ] = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Answer from the pages, as /ask does, in this terminal."""
    from bot.cli.ask import answer_batch, answer_one

    with _plain_errors():
        settings = _settings(knowledge_dir=knowledge)
        set_up_quiet_logging()
        if (question is None) == (batch is None):
            raise TollfreeError('Give a question, as in: tollfree ask "do I need a license?", or --batch FILE.')
        lines = answer_batch(settings, batch) if batch else answer_one(settings, question or "")
        for line in lines:
            typer.echo(line)


@cli.command()
def fit(
    batch: Annotated[
        Path, typer.Option(help='A JSONL file of {"id", "answers"}; one JSON line each.', show_default=False)
    ],
    knowledge: KnowledgeOption = None,
) -> None:
    """Say which roles are open to whom, likely, one step away or closed, as /fit does."""
    from bot.cli.fit import fit_batch

    with _plain_errors():
        for line in fit_batch(_settings(knowledge_dir=knowledge), batch):
            typer.echo(line)


@cli.command()
def gaps(days: Annotated[int, typer.Option(help="How far back.", min=1, max=3650)] = 90) -> None:
    """List what members asked and the notes did not answer, and which answers missed, for curators."""
    from bot.app import read_gaps, read_judged

    with _plain_errors():
        settings = _settings()

        async def print_gaps() -> None:
            for gap in await read_gaps(settings, days):
                typer.echo(f"{gap.count:4}  nearest page: {gap.page_id}")
                for question in gap.questions:
                    typer.echo(f"      “{question}”")
            for one in await read_judged(settings):
                typer.echo(f"Was this it? {one.yes} yes, {one.no} no: {one.page_id}, passage {one.answer}")

        _run(print_gaps)


@cli.command()
def outbox(limit: Annotated[int, typer.Option(help="How many of each to list.", min=0, max=1000)] = 20) -> None:
    """List what waits to be put on Discord, and what was given up; without texts and members."""
    from bot.app import read_outbox
    from bot.cli.outbox import outbox_lines

    with _plain_errors():
        settings = _settings()

        async def print_outbox() -> None:
            for line in outbox_lines(await read_outbox(settings, limit)):
                typer.echo(line)

        _run(print_outbox)


@cli.command()
def outcomes() -> None:
    """List what is published of members' searches: figures of five people or more, never what one of them told."""
    from bot.app import read_outcomes
    from bot.cli.outcomes import outcome_lines

    with _plain_errors():
        settings = _settings()

        async def print_outcomes() -> None:
            for line in outcome_lines(await read_outcomes(settings)):
                typer.echo(line)

        _run(print_outcomes)


@cli.command()
def sync() -> None:
    """Give Discord the command definitions now, changed or not. Needs DISCORD_TOKEN."""
    from bot.cli.run import force_sync

    with _plain_errors():
        settings = _settings()
        _run(lambda: force_sync(settings))
        typer.echo("Discord has the command definitions; members see them within a minute or after restarting Discord.")


@cli.command()
def migrate() -> None:
    """Bring the database to the newest revision; `run` does so by itself."""
    from bot.app import migrate_database

    with _plain_errors():
        settings = _settings()
        _run(lambda: migrate_database(settings))
        typer.echo("The database is at the newest revision.")


@cli.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The database that has the data, as in DATABASE_URL.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty one, as in DATABASE_URL.")],
) -> None:
    """Copy all data from one database to another, such as from SQLite to PostgreSQL, and verify every row.

    Stop the bot first: what it writes after the copy began is not in the copy. FROM is not changed.
    """
    from bot.cli.maintenance import copy_databases

    with _plain_errors():
        _settings()
        _run(lambda: copy_databases(source, target, typer.echo))


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where it goes: one SQLite file, from either database.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Back up the database to one file, also while the bot runs. It holds members' ids: keep it as safe as the bot."""
    from bot.cli.maintenance import back_up

    with _plain_errors():
        settings = _settings()
        _run(lambda: back_up(settings, file, typer.echo, force=force))


@cli.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `tollfree backup` wrote, by this version or an earlier one.")],
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Replace the data that are there: a SQLite file is kept, PostgreSQL's rows are not."
        ),
    ] = False,
) -> None:
    """Put a backup in the place of the database. Stop the bot first."""
    from bot.cli import maintenance

    with _plain_errors():
        settings = _settings()
        _run(lambda: maintenance.restore(settings, file, typer.echo, force=force))


@cli.command()
def export(
    server: Annotated[int, typer.Option(help="The server's id.", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="A new file, instead of the terminal.", show_default=False)] = None,
    members: Annotated[
        bool, typer.Option("--members/--without-members", help="With members' ids, or numbers in their place.")
    ] = True,
) -> None:
    """Write everything that is kept of one server as JSON.

    It holds members' ids: who shared which lead (pseudonymous ones too), who voted, reported and follows. Before you
    hand it to the server's owner, use --without-members.
    """
    from bot.cli.maintenance import export_server

    with _plain_errors():
        settings = _settings()
        _run(lambda: export_server(settings, server, out, with_members=members))


@cli.command()
def site(
    out: Annotated[
        Path | None, typer.Argument(help="A new or empty folder, or one with an earlier site.", show_default=False)
    ] = None,
    serve: Annotated[bool, typer.Option("--serve", help="Show it on this machine until Ctrl-C.")] = False,
    port: Annotated[int, typer.Option(help="Port for --serve; 0 takes a free one.", min=0, max=65535)] = 0,
    knowledge: KnowledgeOption = None,
) -> None:
    """Write the pages as a static web site; on any error nothing is written."""
    from bot.cli.site import make_site, show_site

    with _plain_errors():
        settings = _settings(knowledge_dir=knowledge)
        set_up_quiet_logging()
        if serve:
            show_site(settings, out, port, typer.echo)
        elif out is None:
            raise TollfreeError("Say where it goes, as in: tollfree site public, or look at it with --serve.")
        else:
            make_site(settings, out, typer.echo)


@cli.command()
def forget(
    server: Annotated[int, typer.Option(help="The server's id.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether that is meant.")] = False,
) -> None:
    """Delete everything that is kept of one server; what is posted on Discord stays there."""
    from bot.cli.maintenance import forget_server

    with _plain_errors():
        settings = _settings()
        if not yes:
            typer.confirm(f"Delete everything of the server {server}? It cannot be taken back.", abort=True)
        _run(lambda: forget_server(settings, server, typer.echo))


@cli.command()
def schema(folder: Annotated[Path, typer.Argument(help="Where the files go.")] = Path("docs/schema")) -> None:
    """Write the JSON Schema of each kind of page, and of source files, for editors."""
    from bot.knowledge.schema import write_schemas

    with _plain_errors():
        for path in write_schemas(folder):
            typer.echo(str(path))


def _settings(**given: object) -> Settings:
    settings = read_settings(**{name: value for name, value in given.items() if value is not None})
    set_up_logging(settings.log_level, settings.log_format)
    return settings


def _run(work: Callable[[], Coroutine[object, object, None]], *, fast: bool = False) -> None:
    with asyncio.Runner(loop_factory=_fast_loop_factory() if fast else None) as runner:
        runner.run(work())


def _fast_loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return uvloop's where it is installed: it is not made for Windows."""
    try:
        import uvloop
    except ModuleNotFoundError:
        return None
    return uvloop.new_event_loop


@contextmanager
def _plain_errors(broken_pages: int = 1) -> Iterator[None]:
    """Turn expected errors into one sentence and their exit code; problems of pages are printed a line each."""
    try:
        yield
    except KnowledgeInvalid as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        typer.echo(f"{error}: the lines above say where. Nothing was started.", err=True)
        raise typer.Exit(broken_pages) from None
    except TollfreeError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


add_reading_commands(cli, _plain_errors)
