"""The year-end reports that tests look at, and how they read them."""

from dataclasses import replace
from datetime import datetime

import pytest

from dashboard.reports.year_end import year_end
from dashboard.reports.year_end_seen import Before
from etl.lifecycle.records import FlagAct
from etl.lifecycle.states import RULES
from etl.register import BEIJING
from etl.scope import office
from tests.reports.year_ends import (
    CLOSED,
    KNOWN,
    origin,
    seen_of,
)

HEJING, RUOQIANG = "652827", "652824"
# What the report writer asks (the fourteen questions), and where the paper answers.
QUESTIONS = {
    "六栏总表": ["各县市、各系列六栏总表", "各县市六栏表", "各系列六栏表"],
    "逐环节漏斗": ["申报到聘任各环节人数", "申报去向"],
    "退回次数和原因": ["退回次数分布", "退回原因"],
    "按期率、最长超期": ["各节点按期情况", "各县市按期情况"],
    "公示合规": ["公示情况"],
    "三次退回、取消、否决、撤销": ["三次退回和违规处理"],
    "建议清单、说明、处理": ["建议核查和关注事项清单", "县方说明和处理结果", "可以逐件查实的问题"],
    "与上年对比及原因": [
        "主要人数和件数与上年同期比较", "主要比率与上年同期比较", "各县市与上年同期比较",
        "取得资格人数变化的原因",
    ],
    "闲置与浪费分开": ["名额未用与浪费"],
    "口径、截止、版本": ["数据来源和载入情况"],
    "快照之后的更正": ["快照以后的更正"],
    "未完成及原因": ["未见办结的申报及停在的环节"],
    "审签责任": ["审签情况", "各单位审核和审签责任"],
}  # fmt: skip


@pytest.fixture
def compared(season_2022):
    """The end of a season against its own middle, as if that were another season's."""
    middle, seen = seen_of(season_2022, KNOWN[2]), seen_of(season_2022, CLOSED)
    counties = {each.county_code: each for each in middle.counties}
    return replace(seen, before=Before(KNOWN[2], middle.total, counties, middle.ways[None]))


def act(number, step, **said):
    blank = dict.fromkeys(
        (
            "reply",
            "decided_by",
            "document_no",
            "for_season",
            "series_code",
            "places",
            "allocated",
            "reason",
        )
    )
    return FlagAct(
        act_no=number,
        at=datetime(2023, 1, 3 + number, 10, tzinfo=BEIJING),
        account_id="a1",
        name="经办人甲",
        role="office",
        step=step,
        state=RULES[step].to,
        rule_version="1",
        warehouse_version="v",
        fingerprint="f",
        frozen_sha256="s",
        **{"note": "", **blank, **said},
    )


def paper_of_lives(con, lives):
    return year_end(con, office(), 2022, CLOSED, origin(CLOSED), lives)


def _places(line):
    """How wide a line is where a Chinese sign takes two places."""
    return sum(2 if sign >= "\u2e80" else 1 for sign in line)
