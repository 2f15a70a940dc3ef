"""Alembic's migrations of a ledger: run when a ledger is opened that is older than the program, in one transaction."""
