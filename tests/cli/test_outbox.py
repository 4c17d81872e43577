"""`tollfree outbox` says of everything that waits or was given up what it is, where, and why; and names nobody."""

from datetime import timedelta

from bot.cli.outbox import outbox_lines
from bot.digest.model.errands import digest_of
from bot.following.model import Attempt, news_of
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.outbox.model.job import Kinds
from bot.outbox.service import Outbox
from tests.fakes import FakeClock
from tests.world import GUILD, member


async def test_digests_and_followers_messages_can_be_read(sqlite_url: str) -> None:
    clock = FakeClock()
    engines = make_engines(parse_database_url(sqlite_url))
    outbox = Outbox(Storage(engines), clock)
    token = Attempt("a-token-of-20-letters", clock.now().date(), clock.now())
    await outbox.ask(digest_of(GUILD))
    await outbox.ask(news_of(member(1).member_id, token, is_first=False, may_have_arrived=False))
    [digest] = await outbox.claim(10)
    await outbox.try_later(digest, "Discord or the network is in trouble")
    [news] = await outbox.claim_messages(10, kinds=Kinds(is_private=True, only=frozenset({"news"})))
    await outbox.give_up(news, "That member takes no messages from me.")
    await outbox.ask(digest_of(GUILD))
    lines = list(outbox_lines(await outbox.state(20)))
    assert "     1 waiting      0 given up  digest" in lines
    assert "     0 waiting      1 given up  news" in lines
    [waiting] = [line for line in lines if f"digest, server {GUILD}" in line]
    assert waiting.endswith("1 try: Discord or the network is in trouble"), "asked for again, it still says why"
    assert any("news, no server, 1 try: That member takes no messages from me." in line for line in lines)
    assert not any(part in "\n".join(lines) for part in (str(member(1).member_id), "a-token"))
    clock.move(timedelta(days=7, seconds=1))
    assert await outbox.clear_settled() == 1
    await engines.dispose()


async def test_what_was_done_is_kept_for_a_day(sqlite_url: str) -> None:
    clock = FakeClock()
    engines = make_engines(parse_database_url(sqlite_url))
    outbox = Outbox(Storage(engines), clock)
    await outbox.ask(digest_of(GUILD))
    [job] = await outbox.claim(10)
    await outbox.done(job)
    clock.move(timedelta(days=1))
    assert await outbox.clear_settled() == 0
    clock.move(timedelta(seconds=1))
    assert await outbox.clear_settled() == 1
    await engines.dispose()
