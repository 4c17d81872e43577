"""Turn a screen of a plan into Discord components."""

from discord import ui

from bot.kit.ui.pressing import Button, Menu
from bot.kit.ui.screens import Go, Keep, OpenPage, StartAgain, go_button, menu_of, screen_view
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.cards import COLORS
from bot.plan.ui.custom_ids import GUIDE, PLAN_PAGE, START, go_id, keep_id, send_id, set_id
from bot.plan.ui.screen import Ask, OpenGuide, PlanScreen, Press, SendFile


def plan_view(screen: PlanScreen) -> ui.LayoutView:
    """Return a screen as Discord components."""
    menus = [(words, _menu(menu)) for words, menu in screen.menus]
    return screen_view(screen, COLORS[PageKind.GUIDE], menus, [map(_button, row) for row in screen.rows])


def _menu(menu: Ask | OpenGuide) -> Menu:
    match menu:
        case Ask():
            return menu_of(set_id(menu), menu.options, menu.placeholder, least=0, most=menu.most)
        case OpenGuide():
            return menu_of(GUIDE(), menu.guides, "Open the guide behind a step …")


def _button(press: Press) -> Button:
    match press:
        case Go():
            return go_button(press, go_id(press.verb, press.place))
        case SendFile():
            return ui.Button(label=press.label, emoji="📅", custom_id=send_id(press))
        case Keep():
            return ui.Button(label="Keep", emoji="📥", custom_id=keep_id(press.answers))
        case OpenPage():
            return ui.Button(label=press.label, emoji="🛟", custom_id=PLAN_PAGE(page=press.page_id))
        case StartAgain():
            return ui.Button(label="Start again", custom_id=START())
