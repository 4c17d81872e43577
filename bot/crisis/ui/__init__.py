"""Show crisis lines, privately."""
