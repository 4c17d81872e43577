"""Tables and repositories: the only SQL."""
