"""Ask a bot on this machine whether it is well: exit code 0 or 1; nothing to ask where HEALTH_PORT is 0 or unset."""

import os
import sys
from urllib.request import urlopen

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what HEALTH_ADDRESS may be


def main() -> int:
    """Return the exit code."""
    port = int(os.environ.get("HEALTH_PORT") or 0)
    if port == 0:
        return 0
    address = os.environ.get("HEALTH_ADDRESS") or "127.0.0.1"
    address = _EVERYWHERE.get(address, address)
    host = f"[{address}]" if ":" in address else address
    try:
        with urlopen(f"http://{host}:{port}/healthz", timeout=4) as answer:
            return int(answer.status != 200)
    except OSError:  # refused, too slow, or any status that means unwell
        return 1


if __name__ == "__main__":
    sys.exit(main())
