"""Use cases: build, write, serve."""
