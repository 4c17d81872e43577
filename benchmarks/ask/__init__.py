"""How well /ask finds the right page, and declines what it should."""
