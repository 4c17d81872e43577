"""What is timed; each runs as `python -m benchmarks.<name>`."""
