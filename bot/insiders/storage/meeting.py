"""Who may meet whom, as a condition of a query: the rule of `model.states.suits`."""

from typing import Any

from sqlalchemy import Column, ColumnElement, and_, false, or_


def meets(
    their_state: Column[Any], their_switch: Column[Any], state: str | None, *, elsewhere_only: bool
) -> ColumnElement[bool]:
    """Return the condition that rows suit somebody with this state and switch."""
    differ = and_(their_state.is_not(None), their_state != state) if state is not None else false()
    return differ if elsewhere_only else or_(their_switch.is_(False), differ)
