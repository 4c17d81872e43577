"""Leads that members share."""

from bot.kit.capability import Capability, Services
from bot.knowledge.library import Library
from bot.knowledge.topics import LibraryPages
from bot.leads.model.errands import CARD, notice_kind
from bot.leads.model.notices import NoticeKind
from bot.leads.service.acting import LeadActing
from bot.leads.service.ballot_box import BallotBox
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.card_watch import CardWatch
from bot.leads.service.drafts import LeadDrafts
from bot.leads.service.posting import LeadPosting
from bot.leads.service.sharing import LeadSharing
from bot.leads.service.upkeep import LeadUpkeep
from bot.leads.storage.vote_counter import VoteCounter
from bot.leads.ui.delivering import card_refused, deliver_card, deliver_notice
from bot.leads.ui.draft_items import DRAFT_ITEMS
from bot.leads.ui.drawn import DrawnCards
from bot.leads.ui.items import LEAD_CARD_ITEMS
from bot.leads.ui.list_items import LIST_ITEMS, leads_button
from bot.leads.ui.renewal import RenewalButton
from bot.outbox.ui.deliveries import Deliveries, Delivery
from bot.tollcheck.service import TollcheckSigns


def _make(services: Services) -> None:
    storage, clock = services.storage, services.clock
    services.add(LeadSharing(storage, clock, LibraryPages(services[Library]), services[TollcheckSigns]))
    services.add(LeadActing(storage, clock, BallotBox(VoteCounter(storage), clock)))
    services.add(LeadBrowsing(storage, clock))
    services.add(LeadDrafts(clock))
    services.add(LeadPosting(storage, clock))
    services.add(CardWatch(storage, clock, services[LeadPosting]))
    services.add(LeadUpkeep(storage, clock))
    services.add(DrawnCards())
    services[Deliveries].add(Delivery(CARD, deliver_card, card_refused))
    for kind in NoticeKind:
        services[Deliveries].add(Delivery(notice_kind(kind), deliver_notice))


LEADS = Capability(
    cogs=("cogs.leads", "cogs.leads_upkeep"),
    items=(*LEAD_CARD_ITEMS, *DRAFT_ITEMS, *LIST_ITEMS, RenewalButton),
    page_actions=(leads_button,),
    make=_make,
)
