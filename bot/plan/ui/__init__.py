"""Form, card and file of a plan."""
