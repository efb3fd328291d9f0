"""The sentences of 报送预检: whether a file may be handed in, why not, and what was handed in."""

from collections.abc import Mapping, Sequence

from dashboard import formats
from dashboard.selection import Selection
from dashboard.words import CHINESE, ENGLISH, language, mark, say, speaking
from etl.actor import Account
from etl.contract.judging import rules
from etl.inbox import HandedIn, sender_name
from etl.precheck.check import Checked
from etl.precheck.verdict import already, obstacles
from etl.scope import PREFECTURE, Scope

HOW_IT_WORKS = mark(
    "文件只在内存和临时文件夹里检查，查完即删；点“报送”以前什么也不留下。"
    "认得 .xlsx、.xls、.xlsb、.ods、.csv，不超过 {size} 兆。"
)
PRACTICE = mark(
    "这里装的是示例数据：可以练习报送，练习的文件只进示例数据，清除示例时一并删去。请不要用真实名册练习。"
)
LEADER = mark("州领导的账号只看数，不报送文件")
NOBODY = mark("看不到任何县市，不能检查文件")
WHAT_LOADING_MAKES = mark(
    "同已载入的和收件箱里等待的一起判定：与下次载入的结果相同。读入 = 入库 + 未变 + 被更新 + 未计入。"
)
NOTHING_IN_THE_WAY = mark("这些都不妨碍报送；能改的请改好再报。")
HOW_TO_MEND = mark("未计入的行必须先改；未采用的格和提醒不妨碍报送。")


def senders(actor: Account, visible: Scope, county: str | None, order: Sequence[str]) -> list[str]:
    """List for whom the reader may check: the county of the filter, else every one in sight.

    The prefecture's own office also sends; a leader and who sees no persons do not.
    """
    own = actor.scope if actor.id else visible
    if not own.sees_persons:
        return []
    counties = [code for code in order if code in visible.counties & own.counties]
    if county:
        return [code for code in counties if code == county]
    is_office = own.role == "office" and len(counties) > 1
    return [*counties, *([PREFECTURE] if is_office else [])]


def welcome(sender: str) -> str:
    """The headline before a file is chosen."""
    return say(
        "{sender}：报送前先查一遍，哪些行不计入、为什么、怎么改", sender=say(sender_name(sender))
    )


def headline(checked: Checked) -> str:
    """Say whether the file may be handed in and, where not, what stands against it; several are counted."""
    stands = obstacles(checked)
    if len(stands) == 1 and not _quotes_chinese(stands[0]):
        return say("还不能报送：{reason}", reason=say(stands[0]))
    if stands:
        return say("还不能报送，有 {n} 条原因", n=len(stands))
    if known := already(checked):
        return say(known)
    new = checked.total("loaded")
    told = [say("{n} 行都能计入", n=checked.total("rows_read"))]
    told.append(say("其中新报或有变化的 {n} 行", n=new) if new else say("与以前报的完全相同"))
    return say("可以报送：{told}", told=formats.comma(told))


def done(record: HandedIn) -> str:
    """The headline after handing in."""
    said = say("已报送 {n} 行，等待下次载入", n=record.rows)
    return formats.colon(say("练习"), said) if record.practice else said


def who_may(sender: str) -> str:
    """Say whose account it takes."""
    if sender == PREFECTURE:
        return say("查好了；报送要用州职改办的账号。")
    return say("查好了；报送要用{sender}或州职改办的账号。", sender=say(sender_name(sender)))


def how_to_mend(checked: Checked) -> str:
    """Say what of the list stands in the way; of a refused file the headline has said it."""
    if checked.refusal:
        return ""
    return say(HOW_TO_MEND if checked.met("row") else NOTHING_IN_THE_WAY)


def source(chosen: Selection, checked: Checked) -> str:
    """The line above the list in the workbook, in the language of its file."""
    with speaking(CHINESE):
        sample = say("示例数据，") if chosen.is_sample else ""
        version, file = chosen.version.short, checked.sha256[:8]
        told = say("同数据版本 {version} 一起判定，文件校验 {file}", version=version, file=file)
    return sample + told


def reasons(checked: Checked) -> list[str]:
    """List what stands against handing in, where the headline only counts it."""
    stands = obstacles(checked)
    if len(stands) == 1 and not _quotes_chinese(stands[0]):
        return []
    return [formats.sentence(say(each)) for each in stands]


def _quotes_chinese(sentence: str) -> bool:
    """Tell whether English would quote a sheet's name, which stands in a list, marked as Chinese."""
    return language() == ENGLISH and formats.is_chinese(say(sentence))


def may_be_handed_in(checked: Checked) -> bool:
    return not obstacles(checked) and not already(checked)


def findings_title(checked: Checked) -> str:
    """Count what was found by what it means for the rows; of a refused file, say why."""
    if refusal := checked.refusal:
        return say(rules()[refusal["rule"]].title)
    rows, cells, sheets = (checked.met(each) for each in ("row", "cell", "sheet"))
    told = [say("{n} 行不计入", n=rows)] if rows else []
    told += [say("{n} 格不采用", n=cells)] if cells else []
    told += [say("{n} 条提醒", n=sheets)] if sheets else []
    return formats.comma(told) or say("没有要改的地方")


def sheets_title(checked: Checked) -> str:
    known = len(checked.sheets)
    return say("认出 {n} 张表，读入 {rows} 行", n=known, rows=checked.total("rows_read"))


def handed_title(records: Sequence[HandedIn], landed: Mapping[str, object], sender: str) -> str:
    """Say how much of what was handed in has been loaded."""
    name = say(sender_name(sender))
    if not records:
        return say("{sender}还没有从这里报送过文件", sender=name)
    done = sum(record.sha256 in landed for record in records)
    told = [say("{sender}从这里报送过 {n} 份", sender=name, n=len(records))]
    waits = len(records) - done
    told.append(say("{n} 份等待载入", n=waits) if waits else say("都已载入"))
    return formats.comma(told)


def receipt(record: HandedIn) -> list[tuple[str, str]]:
    """What a receipt says, line by line: nothing of a person."""
    lines = [
        (say("报送单位"), say(sender_name(record.sender))),
        (say("文件"), record.name),
        (say("报送时间"), say("{at}（北京时间）", at=moment(record))),
        (say("经办账号"), record.account),
        (say("大小"), say("{n} 字节", n=record.size)),
        (say("校验（SHA-256）"), record.sha256),
        (say("存放"), f"inbox/{record.sender}/{record.stored_as}"),
    ]
    lines += [
        (
            say("工作表“{name}”", name=sheet.sheet) if sheet.sheet else say("表"),
            say("{kind}，{n} 行", kind=say(sheet.kind), n=sheet.rows),
        )
        for sheet in record.sheets
    ]
    lines.append((say("合计"), say("{n} 行", n=record.rows)))
    if record.practice:
        lines.append((say("性质"), say("练习（示例数据），不是正式报送")))
    return lines


def receipt_text(record: HandedIn) -> str:
    """The receipt as a plain text file."""
    head = say("报送回执（练习）") if record.practice else say("报送回执")
    lines = [formats.colon(title, value) for title, value in receipt(record)]
    return "\r\n".join([head, *lines, ""])


def moment(record: HandedIn) -> str:
    return f"{record.moment:%Y-%m-%d %H:%M:%S}"
