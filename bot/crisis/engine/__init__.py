"""Read a message for signs of a crisis; knows no Discord."""
