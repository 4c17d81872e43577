"""Cards, buttons and forms."""
