"""The one chain of Alembic migrations, for both dialects."""
