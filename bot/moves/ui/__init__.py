"""Moves as a card and a small picture."""
