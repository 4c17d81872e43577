"""What is computed; no Discord, no SQL."""
