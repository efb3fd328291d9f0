"""The small sample warehouse, for what is asked of the database."""

from tests.small_warehouse import small_data, small_version

__all__ = ["small_data", "small_version"]
