"""Turn a screen of the questionnaire into Discord components."""

from discord import ui

from bot.fit.ui.custom_ids import FIT_PAGE, START, go_id, keep_id, pick_id, set_id
from bot.fit.ui.screen import Ask, FitScreen, PickRole, Press
from bot.kit.ui.pressing import Button, Menu
from bot.kit.ui.screens import Go, Keep, OpenPage, StartAgain, go_button, menu_of, screen_view
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.cards import COLORS


def fit_view(screen: FitScreen) -> ui.LayoutView:
    """Return a screen as Discord components."""
    menus = [(words, _menu(menu)) for words, menu in screen.menus]
    return screen_view(screen, COLORS[PageKind.ROLE], menus, [map(_button, row) for row in screen.rows])


def _menu(menu: Ask | PickRole) -> Menu:
    match menu:
        case Ask():
            return menu_of(set_id(menu.question, menu.place), menu.options, least=0, most=menu.most)
        case PickRole():
            return menu_of(pick_id(menu.answers), menu.options, "Pick a role")


def _button(press: Press) -> Button:
    match press:
        case Go():
            return go_button(press, go_id(press.verb, press.place))
        case Keep():
            return ui.Button(label="Keep this", emoji="📥", custom_id=keep_id(press.answers))
        case OpenPage():
            return ui.Button(label=press.label, custom_id=FIT_PAGE(page=press.page_id))
        case StartAgain():
            return ui.Button(label="Start again", custom_id=START())
