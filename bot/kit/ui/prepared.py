"""Messages that are laid out once and sent many times.

Laying out a card takes longer than all that discord.py does to send it, and gives the same components each time until
the pages or the date change. A view of discord.py cannot be copied cheaply, so what is kept is what it is
sent as.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, Generic, Self, TypeVar

from discord import ButtonStyle, ComponentType, ui

from bot.kit.ui.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT

T = TypeVar("T")
Component = dict[str, Any]
"""A component as Discord takes it. Source: https://discord.com/developers/docs/components/reference"""


class PreparedView(ui.LayoutView):
    """A view that holds no items, only what they came to; the same one may be sent any number of times.

    What is pressed on it is answered by dynamic items, so discord.py need not remember it: it counts as finished.
    """

    def __init__(self, components: list[Component]) -> None:
        """Take components as Discord takes them."""
        super().__init__(timeout=None)
        self._components = components

    @classmethod
    def of(cls, view: ui.LayoutView) -> Self:
        """Take what a view would be sent as."""
        return cls(view.to_components())  # type: ignore[no-untyped-call]

    def relabeled(self, labels: Mapping[str, str]) -> "PreparedView":
        """Return the view with other labels on some buttons, by their custom ids; itself where there are none."""
        return PreparedView([_relabeled(one, labels) for one in self._components]) if labels else self

    def with_line(self, line: str | None) -> "PreparedView":
        """Return the view with a line more at the end of its box; itself for none, and where there is no room."""
        if line is None:
            return self
        parts = list(_walk(self._components))
        text = sum(len(part.get("content", "")) for part in parts)
        at = next((place for place, one in enumerate(self._components) if one.get("components")), None)
        if at is None or len(parts) >= MESSAGE_COMPONENTS or text + len(line) > MESSAGE_TEXT:
            return self
        components = [*self._components]
        components[at] = _with_line(components[at], line)
        return PreparedView(components)

    def to_components(self) -> list[Component]:
        """Return the components as Discord takes them."""
        return self._components

    def has_components_v2(self) -> bool:
        """Return that these are layout components."""
        return True

    def is_finished(self) -> bool:
        """Return that nothing waits for this view."""
        return True


def _walk(components: list[Component]) -> Iterator[Component]:
    for one in components:
        yield one
        yield from _walk(one.get("components", []))


def _with_line(container: Component, line: str) -> Component:
    """Return a box with a line more, above the small print that a separator sets apart."""
    inner = container["components"]
    end = next((at for at, one in enumerate(inner) if one["type"] == ComponentType.separator.value), len(inner))
    shown = {"type": ComponentType.text_display.value, "content": line}
    return {**container, "components": [*inner[:end], shown, *inner[end:]]}


def _relabeled(component: Component, labels: Mapping[str, str]) -> Component:
    if inner := component.get("components"):
        return {**component, "components": [_relabeled(one, labels) for one in inner]}
    label = labels.get(component.get("custom_id", ""))
    return {**component, "label": label} if label else component


def box(text: str, color: int) -> Component:
    """Return a text in a box."""
    shown = {"type": ComponentType.text_display.value, "content": text}
    return {"type": ComponentType.container.value, "accent_color": color, "components": [shown]}


def row(buttons: list[Component]) -> Component:
    """Return buttons beside each other."""
    return {"type": ComponentType.action_row.value, "components": buttons}


def button(label: str, emoji: str, custom_id: str) -> Component:
    """Return a button that is answered by a dynamic item."""
    style = ButtonStyle.secondary.value
    return {
        "type": ComponentType.button.value,
        "style": style,
        "label": label,
        "emoji": {"name": emoji},
        "custom_id": custom_id,
    }


def link_button(label: str, url: str) -> Component:
    """Return a button that opens an address."""
    return {"type": ComponentType.button.value, "style": ButtonStyle.link.value, "label": label, "url": url}


class Shelf(Generic[T]):
    """Keeps what was made from one state of things: all of it goes when the state changes, the least used when full."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._state: Hashable = None
        self._kept: dict[Hashable, T] = {}

    def get(self, state: Hashable, key: Hashable, make: Callable[[], T]) -> T:
        """Return what stands under a key, made now if it does not."""
        if state != self._state:
            self._state = state
            self._kept.clear()
        found = self._kept.pop(key, None)
        if found is None:
            found = make()
            if len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
        self._kept[key] = found  # a dict keeps its order: the one used last is at the end
        return found
