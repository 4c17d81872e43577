"""Use-cases over ports; no Discord, no SQL."""
