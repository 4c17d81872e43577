"""Frozen types and rules that need no I/O."""
