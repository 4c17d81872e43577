"""How long a test waits for what must come: far longer than it takes, so that a busy machine fails none."""

SECONDS = 100.0
