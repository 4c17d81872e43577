"""The knowledge base: page schema, loader, rules, immutable index and search by title."""
