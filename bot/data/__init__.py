"""The database as a whole: its tables, migrations, and moving it."""
