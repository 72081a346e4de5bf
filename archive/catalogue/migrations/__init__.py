"""The catalogue's schema, step by step, and how a database is brought up to it (alembic)."""

#: Every revision that this program knows, in order. The last one is what it works with.
REVISIONS: tuple[str, ...] = ("0001",)
