"""Papers are official documents: Chinese, whatever language the page speaks that asks for one."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from dashboard.words import CHINESE, speaking

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def in_chinese(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Make something in Chinese and go back to the reader's language afterwards."""

    @wraps(make)
    def told(*asked: Asked.args, **named: Asked.kwargs) -> Made:
        with speaking(CHINESE):
            return make(*asked, **named)

    return told
