"""The daily digest: its message, its buttons, posting it, and telling moderators about it."""
