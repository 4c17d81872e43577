"""A small Discord on the loopback, for what a simulated one cannot show: real sockets, several processes, speed.

It speaks as much of the gateway and of REST as the bot uses. Nothing here imports the bot or discord.py.
"""

from tests.loopback.faults import Fault, Faults
from tests.loopback.interactions import Interaction
from tests.loopback.server import Loopback
from tests.loopback.world import Channel, Guild, World

__all__ = ["Channel", "Fault", "Faults", "Guild", "Interaction", "Loopback", "World"]
