"""Values that a menu or a form never offered, as a changed client may send them: refused in words, and nothing done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from simcord.results import InteractionResult

from tests.leads.steps import configure, preview
from tests.outcomes.test_outcome import FORM, UM, told
from tests.simulated import Server, components, said, sent, words

ODD: tuple[list[str], ...] = ([], ["+9999"])
REFUSED = "not among the choices"
Forge = Callable[[dict[str, Any]], None]


@contextmanager
def forging(server: Server, forge: Forge) -> Iterator[None]:
    """Let what is sent to the bot be forged on its way, which the simulation itself would refuse."""
    backend = server.env.backend
    with pytest.MonkeyPatch.context() as patch:
        emit = backend.emit

        def forged(event: str, payload: dict[str, Any]) -> None:
            if event == "INTERACTION_CREATE":
                forge(payload["data"])
            emit(event, payload)

        patch.setattr(backend, "emit", forged)
        yield


async def choose(server: Server, on: InteractionResult, menu: dict[str, Any], values: list[str]) -> str:
    """Choose what a menu does not offer; return what the bot says."""
    with forging(server, lambda data: data.update(values=values)):
        pressed = await server.member.select(sent(on), [menu["options"][0]["value"]], custom_id=menu["custom_id"])
    return said(pressed)


def menus(shown: InteractionResult) -> list[dict[str, Any]]:
    return [part for part in components(shown) if part["type"] == 3]


async def test_of_menus(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    before = words(shown)
    for menu in menus(shown):
        for values in ODD:
            assert REFUSED in await choose(server, shown, menu, values), (menu["custom_id"], values)
    assert words(shown) == before, "nothing was changed"


async def test_of_forms(server: Server) -> None:
    odd: dict[str, list[Any]] = {"reached": ["", "won", None], "so": [[], ["won"], ["finished", "won"]]}
    for group, values in odd.items():
        for value in values:
            form = await server.member.slash(server.channel, "outcome share", role=UM)
            with forging(server, partial(answer, group=group, value=value)):
                assert REFUSED in said(await server.member.submit_modal(form, FORM)), (group, value)
    assert await told(server, server.member) == []


def answer(data: dict[str, Any], group: str, value: Any) -> None:
    """Forge what was chosen of a group in a form."""
    for label in data.get("components") or []:
        sent_in = label.get("component", {})
        if sent_in.get("custom_id") == group:
            sent_in["values" if isinstance(value, list) else "value"] = value
