"""Make the services of following over one storage."""

from dataclasses import dataclass

from bot.services.clock import Clock
from bot.services.follow_delivery import FollowDelivery
from bot.services.following import FollowService
from bot.services.lead_ports import LeadPages
from bot.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class FollowServices:
    """All that is about following."""

    follows: FollowService
    delivery: FollowDelivery


def make_follow_services(storage: Storage, clock: Clock, pages: LeadPages) -> FollowServices:
    """Return the services."""
    return FollowServices(FollowService(storage, clock, pages), FollowDelivery(storage, clock, pages))
