"""All dynamic items of moderation, for the client to register."""

from bot.ui.moderation.decisions import ReviewButton
from bot.ui.moderation.pages import ModeratorPage
from bot.ui.moderation.renewal import RenewalButton

REVIEW_ITEMS = (ReviewButton, ModeratorPage, RenewalButton)
