"""What is timed; each runs as `python -m benchmarks.<name>`."""

import bot  # noqa: F401 - before numpy: it says on how many threads numpy works
