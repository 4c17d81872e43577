"""What members' searches came to: told by choices, counted without naming anyone."""
