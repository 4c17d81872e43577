"""Measure /tollcheck, and fit what it has learned."""
