"""Tables of the pages 日志 and 账号."""

from collections.abc import Sequence

from dashboard import formats, logged
from dashboard.lists import Made
from dashboard.pieces import Cell, Column, Word
from dashboard.words import mark, say
from etl.accounts import ROLES, Known
from etl.reference import places
from etl.register_chain import Entry, Fault

ACCOUNT_HEADS = (
    mark("账号名"),
    mark("名称"),
    mark("角色"),
    mark("可见范围"),
    mark("登录方式"),
    mark("状态"),
    mark("开通"),
)


def entries(found: Sequence[Entry]) -> Made:
    heads = [
        Column(say("序号"), is_figure=True),
        Column(say("时间（北京）"), width="176px"),
        Column(say("账号名")),
        Column(say("事")),
        Column(say("对象")),
        Column(say("细节")),
    ]
    return heads, [
        [
            str(entry.act_no),
            logged.moment(entry),
            Cell(entry.account_id or formats.NOTHING, as_found=True),
            logged.act(entry),
            Cell(logged.subject(entry) or formats.NOTHING),
            logged.told(entry),
        ]
        for entry in found
    ]


def faults(found: Sequence[Fault]) -> Made:
    heads = [Column(say("序号"), is_figure=True), Column(say("不符之处"))]
    return heads, [[str(each.act_no or formats.NOTHING), Cell(each.what)] for each in found]


def accounts(found: Sequence[Known]) -> Made:
    heads = [Column(say(head)) for head in ACCOUNT_HEADS]
    return heads, [
        [
            Cell(each.id, as_found=True),
            Cell(each.account.name, as_found=True),
            say(ROLES[each.role]),
            within(each),
            way(each),
            Cell("", words=(Word(state(each), "plain" if each.is_open else "quiet"),)),
            each.created_at[:10],
        ]
        for each in found
    ]


def account_lines(found: Sequence[Known]) -> list[list[str]]:
    """Rows of the file: accounts with their scopes."""
    return [
        [
            each.id,
            each.account.name,
            say(ROLES[each.role]),
            within(each),
            way(each),
            state(each),
            each.created_at[:10],
        ]
        for each in found
    ]


def within(known: Known) -> str:
    """The scope in words."""
    names = {place.code: place.name for kind in ("counties", "series") for place in places(kind)}
    if codes := (*known.counties, *known.series):
        return formats.listed([say(names[code]) for code in codes if code in names])
    if known.role in ("leader", "office"):
        return say("全州")
    return say("未分配") if known.role in ("county", "sector") else say("无数据")


def way(known: Known) -> str:
    return say("统一身份认证") if known.subject else say("密码")


def state(known: Known) -> str:
    if not known.is_open:
        return say("已停用")
    return say("可用，首次登录须换密码") if known.must_change else say("可用")
