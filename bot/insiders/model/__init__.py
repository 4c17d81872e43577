"""Types and rules; no Discord, no SQL."""
