"""Messages, offers and questions by one author who had seen nothing of how they are read."""
