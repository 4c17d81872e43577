"""The outbox as an operator reads it: never a text, nor whom a message is for."""

from collections.abc import Iterable, Iterator

from bot.outbox.model.job import JobState, OutboxState, Standing


def outbox_lines(state: OutboxState) -> Iterator[str]:
    """Yield how many jobs wait and were given up by kind, then those that have waited longest, with why."""
    kinds = sorted({kind for kind, one in state.counts if one is not JobState.DONE})
    if not kinds:
        yield "Nothing waits, and nothing was given up in the last week."
    for kind in kinds:
        waiting = state.counts.get((kind, JobState.WAITING), 0)
        given_up = state.counts.get((kind, JobState.GIVEN_UP), 0)
        yield f"{waiting:6} waiting {given_up:6} given up  {kind}"
    if state.messages_wait_until:
        yield f"Discord wants no private messages until {state.messages_wait_until:%Y-%m-%d %H:%M} UTC: they wait."
    yield from _listed("Waiting", state.waiting)
    yield from _listed("Given up", state.given_up)


def _listed(title: str, jobs: Iterable[Standing]) -> Iterator[str]:
    rows = list(jobs)
    if rows:
        yield f"{title}, the oldest first:"
    for job in rows:
        server = f"server {job.guild_id}" if job.guild_id else "no server"
        tries = f"{job.attempts} {'try' if job.attempts == 1 else 'tries'}"
        why = f": {job.why}" if job.why else ""
        yield f"  {job.created_at:%Y-%m-%d %H:%M} UTC  {job.kind}, {server}, {tries}{why}"
