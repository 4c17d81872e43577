"""People who do the work and answer questions about it: asked through a queue, named only after two yeses."""
