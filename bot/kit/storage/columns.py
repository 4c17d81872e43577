"""What all tables share: names of constraints, and the types of moments and ids."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    Row,
    Table,
    TypeDecorator,
)
from sqlalchemy.schema import SchemaItem

AnyRow = Row[Any]
"""A row of any table; its columns are named as the table's."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC; naive ones are refused, and SQLite's come back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; raises ValueError for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the stored moment, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_id() -> Column[int]:
    """Return a primary key that the database counts up; SQLite counts only in its INTEGER, and never reuses one."""
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


class WhenForgotten(StrEnum):
    """What becomes of a row that holds the id of a member who asks to be forgotten."""

    DELETED = "deleted"
    UNLINKED = "unlinked"
    """The row stays, and the id goes out of it."""


_WHEN_FORGOTTEN = "when_forgotten"
FOR_THE_MEMBER_ALONE = {"for_the_member_alone": True}
"""The `info` of a table whose rows are exported to the member whose they are, and never with those of a server."""


def is_for_the_member_alone(table: Table) -> bool:
    """Return whether a table's rows stay out of what is exported of a server."""
    return FOR_THE_MEMBER_ALONE.items() <= table.info.items()


def member_id(
    name: str = "member_id", *rules: SchemaItem, when_forgotten: WhenForgotten, **options: Any
) -> Column[Any]:
    """Return a column that holds a member's id; it says itself what *Forget me* does, and exports find it."""
    if options.get("primary_key"):
        options["autoincrement"] = False
    return Column(name, BigInteger, *rules, info={_WHEN_FORGOTTEN: when_forgotten}, **options)


def member_columns() -> dict[Column[Any], WhenForgotten]:
    """Return every column that holds a member's id, of all tables that were imported, those of children first."""
    return {
        column: column.info[_WHEN_FORGOTTEN]
        for table in reversed(metadata.sorted_tables)
        for column in table.columns
        if _WHEN_FORGOTTEN in column.info
    }


_OF_TWO, _KEPT_FROM_MEMBERS, _APART = "of_two", "kept_from_members", "apart"


def of_two() -> dict[str, bool]:
    """Return the info of a column whose words stand between two people: a server's export without members has none."""
    return {_OF_TWO: True}


def kept_from_members() -> dict[str, bool]:
    """Return the info of a column that would tell a member who stands on the other side: their own export lacks it."""
    return {_KEPT_FROM_MEMBERS: True}


def apart() -> dict[str, bool]:
    """Return the info of a table whose members are numbered anew in each row, where an export has no members."""
    return {_APART: True}


def is_of_two(column: Column[Any]) -> bool:
    """Return whether a column is `of_two`."""
    return _OF_TWO in column.info


def is_kept_from_members(column: Column[Any]) -> bool:
    """Return whether a column is `kept_from_members`."""
    return _KEPT_FROM_MEMBERS in column.info


def is_apart(table: Table) -> bool:
    """Return whether a table is `apart`."""
    return _APART in table.info


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """Return the rule that a column holds one of the values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def lead_that_may_go() -> Column[int]:
    """Return a column of a lead that may be deleted, while what names it stays."""
    return Column("lead_id", ForeignKey("leads.id", ondelete="SET NULL"), index=True)
