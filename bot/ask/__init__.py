"""Answer questions with the knowledge base's own passages, or decline."""
