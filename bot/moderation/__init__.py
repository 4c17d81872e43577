"""What moderators see: the queue, its decisions, the log, the settings; and what posters are told of it."""
