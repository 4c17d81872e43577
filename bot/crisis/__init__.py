"""Recognize messages that show a crisis, for everything that members write to the bot."""
