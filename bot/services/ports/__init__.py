"""What services need of storage, one file for each subject."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

from bot.services.ports.command_syncs import CommandSyncs as CommandSyncs
from bot.services.ports.command_syncs import CommandSyncUnit as CommandSyncUnit
from bot.services.ports.digests import Digests, GapTopics, PageReviews, ServerNotices
from bot.services.ports.follows import Followers, Follows, News
from bot.services.ports.leads import Closures, Leads, Reports
from bot.services.ports.privacy import Members
from bot.services.ports.review import Audit, Blocks, GuildSettingsStore, Notices, Secrets, Unsealings
from bot.services.ports.voting import VoteStorage

U_co = TypeVar("U_co", covariant=True)


class UnitOfWork(CommandSyncUnit, Protocol):
    """One transaction over everything that is stored."""

    @property
    def leads(self) -> Leads:
        """Return the leads."""
        ...

    @property
    def reports(self) -> Reports:
        """Return the reports."""
        ...

    @property
    def closures(self) -> Closures:
        """Return the closures."""
        ...

    @property
    def notices(self) -> Notices:
        """Return what is still to be told."""
        ...

    @property
    def blocks(self) -> Blocks:
        """Return the blocks."""
        ...

    @property
    def audit(self) -> Audit:
        """Return the audit log."""
        ...

    @property
    def unsealings(self) -> Unsealings:
        """Return the wishes to unseal."""
        ...

    @property
    def guild_settings(self) -> GuildSettingsStore:
        """Return the servers' settings."""
        ...

    @property
    def members(self) -> Members:
        """Return what is stored by member."""
        ...

    @property
    def secrets(self) -> Secrets:
        """Return the bot's own keys."""
        ...

    @property
    def digests(self) -> Digests:
        """Return the digests."""
        ...

    @property
    def server_notices(self) -> ServerNotices:
        """Return what moderators are to be told."""
        ...

    @property
    def page_reviews(self) -> PageReviews:
        """Return when pages were seen reviewed."""
        ...

    @property
    def gaps(self) -> GapTopics:
        """Return what members asked in vain."""
        ...

    @property
    def follows(self) -> Follows:
        """Return what members follow."""
        ...

    @property
    def followers(self) -> Followers:
        """Return how far each member's messages got."""
        ...

    @property
    def news(self) -> News:
        """Return what may be new."""
        ...


class Transactions(Protocol[U_co]):
    """Opens transactions; leaving one by an exception rolls it back."""

    def reading(self) -> AbstractAsyncContextManager[U_co]:
        """Open a transaction that may not write."""
        ...

    def writing(self) -> AbstractAsyncContextManager[U_co]:
        """Open a transaction that may write; it commits on leaving."""
        ...


class Storage(Transactions[UnitOfWork], VoteStorage, Protocol):
    """Opens transactions over everything that is stored, and counts votes."""
