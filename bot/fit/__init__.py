"""Which roles are open to a physician, by the pages and what they say of themselves."""
