"""Whole databases: copied, verified, backed up, restored; and one server's rows, exported."""
