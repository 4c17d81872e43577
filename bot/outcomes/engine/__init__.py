"""How answers become figures that name nobody."""
