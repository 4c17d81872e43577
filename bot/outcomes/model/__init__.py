"""Types and rules."""
