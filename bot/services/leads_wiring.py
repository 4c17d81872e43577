"""Make the services of leads over one storage."""

from dataclasses import dataclass

from bot.services.clock import Clock
from bot.services.guild_settings import GuildSettingsService
from bot.services.lead_ports import LeadPages, NoSigns, OfferSigns
from bot.services.leads import LeadService
from bot.services.notices import NoticeService
from bot.services.privacy import PrivacyService
from bot.services.review import ReviewService
from bot.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class LeadServices:
    """All that is about leads."""

    leads: LeadService
    notices: NoticeService
    review: ReviewService
    settings: GuildSettingsService
    privacy: PrivacyService


def make_lead_services(
    storage: Storage, clock: Clock, pages: LeadPages, signs: OfferSigns | None = None
) -> LeadServices:
    """Return the services; without `signs`, no text is taken to be suspicious."""
    return LeadServices(
        leads=LeadService(storage, clock, pages, signs or NoSigns()),
        notices=NoticeService(storage, clock),
        review=ReviewService(storage, clock),
        settings=GuildSettingsService(storage, clock),
        privacy=PrivacyService(storage, clock),
    )
