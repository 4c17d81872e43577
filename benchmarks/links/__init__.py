"""How well links are read: what is accepted, what is refused, and what is the same job."""
