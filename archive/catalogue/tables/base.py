"""What all tables of the catalogue share."""

from typing import Any, cast

import sqlalchemy
from sqlalchemy import JSON, BigInteger, Integer, Text
from sqlalchemy.orm import DeclarativeBase


class Table(DeclarativeBase):
    """What all tables share: how Python types become columns."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own name for it)
        str: Text,
        # 64 bits everywhere; SQLite counts up by itself only in a column called INTEGER
        int: BigInteger().with_variant(Integer(), "sqlite"),
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


def core(table: type[Table]) -> sqlalchemy.Table:
    """The table itself, for statements that are made once and run a million times, without the ORM.

    Objects that a session has loaded do not learn what such statements change.
    """
    return cast("sqlalchemy.Table", table.__table__)
