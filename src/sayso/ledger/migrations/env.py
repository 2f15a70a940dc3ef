"""How Alembic reaches a ledger: over the connection it is handed, inside the transaction that is open on it.

For `alembic revision --autogenerate` while developing: the parts of full text tables are SQLite's own and are passed over.
"""

from __future__ import annotations

from typing import Any

from alembic import context

from sayso.ledger.schema import metadata


def ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    return not (kind == "table" and name is not None and "_words" in name)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=ours,
    transactional_ddl=True,
)
context.run_migrations()
