"""How an operator sees that the bot is well: figures, a check-up over HTTP, and errors sent to Sentry."""
