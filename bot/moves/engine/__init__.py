"""What changes on a move, and which ways there are; computed from the pages alone."""
