"""Lateral moves: from one role to its neighbors, what changes on each, and the short ways to a role further off."""
