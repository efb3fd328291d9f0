"""Clauses of the notice as a paper cites them."""

import re

from etl.seasons import clauses

NOTICE = "《关于巴州县以下基层专业技术人员开展高级职称评审“定向评价 定向使用”工作的通知》"
_ITEM = re.compile(r"^(.)\((.)\)$")


def article(number: str) -> str:
    """五(二) as 第五条第（二）项, 一 as 第一条; several joined by 、."""
    return "、".join(_article(each) for each in numbers(number))


def _article(number: str) -> str:
    item = _ITEM.match(number)
    return f"第{item[1]}条第（{item[2]}）项" if item else f"第{number}条"


def gist(number: str) -> str:
    """What the clauses say, in our own words; the notice itself decides."""
    told = [f"{_article(each)}大意：{clauses()[each].told}" for each in numbers(number)]
    return f"{''.join(told)}（以通知原文为准。）"


def numbers(number: str) -> list[str]:
    """The single clauses of a citation; none for what has no clause."""
    return [each for each in re.split(r"[,，、]\s*", number) if each in clauses()]
