"""What else can be done with a page: all its actions, sharing, and the two ways to correct it."""

from discord import ui

from bot.kit.place import Place
from bot.kit.ui.limits import BUTTONS_IN_ROW
from bot.kit.ui.pressing import Button
from bot.pages.ui.card import Card
from bot.pages.ui.items import fix_button, keep_card_button, open_button, share_button
from bot.pages.ui.layout import state_buttons
from bot.pages.ui.page_actions import PageActions


def more_view(card: Card, place: Place, page_actions: PageActions | None) -> ui.LayoutView:
    """Return the sheet behind *More*: it belongs to one screen of a card, which it shares and leads back to."""
    buttons: list[Button] = page_actions.of(card) if page_actions is not None else []
    buttons += state_buttons(card)
    buttons.append(keep_card_button(place))
    if page_actions is not None:
        buttons.append(share_button(place))
    buttons += [
        fix_button(card.address),
        open_button(place, "‹ Back to the card", is_current=False),
    ]
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(f"**{card.title}**"))
    for start in range(0, len(buttons), BUTTONS_IN_ROW):
        view.add_item(ui.ActionRow(*buttons[start : start + BUTTONS_IN_ROW]))
    return view
