"""The one way to put something on Discord: a job in the database, claimed, delivered once, and settled."""
