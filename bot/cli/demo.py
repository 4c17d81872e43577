"""The real bot in a local browser page, on a simulated Discord with a seeded server."""

import asyncio
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import simcord
from simcord import SetupError
from simcord.actors import MemberActor
from simcord.preview import Preview

from bot.app import App, open_app
from bot.ask.service.asking import AskService
from bot.cli.demo_seed import World, seed
from bot.cli.simulation import DemoClock, Installs, share_clock, simulated_installs
from bot.config import Settings, read_settings
from bot.kit.errors import PageNotFound, TollfreeError
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.site.service.serving import served

_COMMANDS = {
    PageKind.ROLE: ("role", "name"),
    PageKind.SECTOR: ("sector", "name"),
    PageKind.GUIDE: ("guide", "name"),
    PageKind.CERTIFICATION: ("cert", "name"),
    PageKind.MYTH: ("myth", "topic"),
}
_EXAMPLE_REPOSITORY = "https://github.com/your-organization/tollfree"
_MEGABYTE = 1024 * 1024
_PATIENCE = 60.0
"""Seconds in which an answer may come: the first question waits for the index on a slow machine."""


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What `tollfree demo` was asked for."""

    page: str | None = None
    port: int = 0
    browser: bool = True
    stats: bool = False


async def run_demo(settings: Settings, options: DemoOptions, say: Callable[[str], None]) -> None:
    """Serve the demo until the browser's session or this process is ended.

    Raises TollfreeError for a page that does not exist and a port that is in use.
    """
    with tempfile.TemporaryDirectory(prefix="tollfree-demo-", ignore_cleanup_errors=True) as folder:
        clock = DemoClock()
        demo = _demo_settings(settings, Path(folder))
        async with open_app(demo, clock) as app, _simulated(app, clock) as env:
            world = await seed(env, app, clock)
            if options.stats:
                _print_stats(say, app)
                return
            await _open_first(app, world, options.page)
            behind = asyncio.create_task(_go_on_behind(app, settings, Path(folder) / "site", say))
            try:
                await _serve(env, world, options, say)
            finally:
                behind.cancel()
                await asyncio.wait({behind})


async def _go_on_behind(app: App, settings: Settings, site: Path, say: Callable[[str], None]) -> None:
    """Make the index for questions while the page is open already, then the site; serve that until canceled."""
    await app.services[AskService].warm_up()
    if await _site_is_written(settings.knowledge_dir, site):
        with served(site) as address:
            say(f"The same pages as a web site are at {address}")
            await asyncio.Event().wait()


async def _site_is_written(knowledge: Path, site: Path) -> bool:
    """Write the site in a process of its own: half a minute in a thread would hold up every press in the demo."""
    command = (sys.executable, "-m", "bot", "site", str(site), "--knowledge", str(knowledge))
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL)
    try:
        return await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _demo_settings(settings: Settings, folder: Path) -> Settings:
    return read_settings(
        knowledge_dir=settings.knowledge_dir,
        log_level=settings.log_level,
        discord_token=None,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        repository_url=settings.repository_url or _EXAMPLE_REPOSITORY,
    )


@asynccontextmanager
async def _simulated(app: App, clock: DemoClock) -> AsyncIterator[simcord.Env]:
    env = simcord.Env(app.client, check_errors=False, shard_count=1, settle_timeout=_PATIENCE)
    env.backend.bot_user.name = "Tollfree"
    share_clock(env, clock)
    await env.start()
    try:
        with env.time_context(), simulated_installs(Installs()):
            yield env
    finally:
        await env.shutdown()


async def _open_first(app: App, world: World, page: str | None) -> None:
    """Show the asked page, so that a curator sees it at once."""
    if page is None:
        return
    page_id = page.removesuffix(".md").rpartition("/")[2]
    found = app.services[Library].current.pages.get(page_id)
    if found is None:
        raise PageNotFound(page_id)
    command, option = _COMMANDS[found.kind]
    await world.member.slash(world.channel, command, **{option: page_id})


async def _serve(env: simcord.Env, world: World, options: DemoOptions, say: Callable[[str], None]) -> None:
    viewers = [world.member, world.insider, world.moderator]
    try:
        preview = env.preview(world.channel, viewers=viewers, layout="channel", port=options.port or None)
        mine, theirs = _private_messages(env, world.member), _private_messages(env, world.insider)
        async with preview, mine as messages, theirs as answers:
            say(f"Tollfree is at {preview.url}")
            say(f"Sam's private messages with it are at {messages.url}: try /role there too, and Keep on a card")
            say(f"Priya's are at {answers.url}: Sam asks with /insider ask, Priya answers with /insider queue")

            say("All fit a phone: make the window narrow.")
            say("Nothing is sent anywhere. Press Ctrl-C here to end.")
            if options.browser:
                await asyncio.to_thread(webbrowser.open, preview.url)
            await preview.wait_closed()
    except SetupError as error:
        if "could not bind port" in str(error):
            raise TollfreeError(
                f"Port {options.port} is in use on this machine. Choose another with --port, or leave it out."
            ) from error
        raise


@asynccontextmanager
async def _private_messages(env: simcord.Env, who: MemberActor) -> AsyncIterator[Preview]:
    """Show a member's messages with the bot beside the server; the simulation itself opens one view at a time."""
    first, env._preview = env._preview, None
    view = env.preview(who.user.dm_channel, viewers=[who.user], layout="channel")
    async with view:
        env._preview = first
        try:
            yield view
        finally:
            env._preview = view


def _print_stats(say: Callable[[str], None], app: App) -> None:
    process = psutil.Process()
    seconds = time.time() - process.create_time()
    megabytes = process.memory_info().rss / _MEGABYTE
    say(f"process start to ready: {seconds:.2f} s, with {len(app.services[Library].current.pages)} pages")
    say(f"resident memory: {megabytes:.0f} MB, the simulated Discord included")
