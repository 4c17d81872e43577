"""Tables, engines, unit of work, repositories and migrations."""
