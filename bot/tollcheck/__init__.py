"""Warning signs in offers: rules as data, and the engine that reads a text by them."""
