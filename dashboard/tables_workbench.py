"""The tables of the page 县市工作台: one row a case with what an officer needs to act on it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard import formats, lists, timeliness
from dashboard.lists import LEVELS, Made, Row
from dashboard.pieces import Cell, Column, Word
from dashboard.sentences_workbench_lists import TO_BEGIN
from dashboard.words import mark, say
from dashboard.workbench import IN_COUNTY, Choice, Desk, first_report_day, in_county, kinds

Columns = Sequence[lists.Ask]
PAST_REVIEW = ("waiting_paper", "waiting_panel", "waiting_result", None)
NOT_STATED = mark("未注明")
CHOSEN_BY = ("last_chance", *IN_COUNTY, "publicity_missing")
HEADS = {
    "last_chance": mark("最后一次机会"),
    "waiting_county": mark("等县级审核"),
    "waiting_applicant": mark("等补正"),
    "waiting_unit": mark("等单位审核"),
    "waiting_paper": mark("等送纸质材料"),
    "publicity_missing": mark("缺公示"),
}


def cases(desk: Desk, count: str, rows: Sequence[Row]) -> Made:
    """Who and where first, then what the list is about; without the right to see persons, no unit."""
    sees = any(row["name"] or row["unit"] for row in rows)
    asked: list[lists.Ask] = [
        (mark("姓名") if sees else mark("申报编号"), lists.person),
        *([(mark("单位"), _unit)] if sees else []),
        (mark("系列"), lambda row: desk.names[row["series_code"]]),
        *_COLUMNS[count](desk),
    ]
    heads = [Column(say(title)) for title, _ in asked]
    return heads, [[show(row) for _, show in asked] for row in rows]


def _unit(row: Row) -> Cell:
    return Cell(row["unit"] or formats.NOTHING, as_found=True)


def _word(text: str, state: str = "plain") -> Cell:
    return Cell("", words=(Word(text, state),))


def _returned(row: Row) -> str:
    if not row["returned_on"]:
        return formats.NOTHING
    return f"{formats.day_short(row['returned_on'])} {level(row['level'])}"


def _problem(row: Row) -> Cell:
    told = row["problem"]
    return Cell(told, as_found=True) if told else Cell(say(row["reason"] or NOT_STATED))


def _now(row: Row) -> Cell:
    if row["waits"] is None:
        return _word(say("已办结"), "quiet")
    return Cell(say(LEVELS[row["waits"]]))


def _last_try(row: Row) -> Cell:
    """Urgent while it can still be lost; quiet once the formal review is passed or closed."""
    state = "quiet" if row["waits"] in PAST_REVIEW else "red"
    return _word(say("最后 {n} 次", n=row["tries_left"]), state)


def _tries(row: Row) -> Cell:
    told = say("{n} 次", n=row["tries_left"])
    if not row["is_counted"]:
        return Cell(formats.comma([told, say("这次不计")]))
    return _word(told, "red" if row["tries_left"] == 1 else "plain")


def _waited(limit: int) -> Callable[[Row], Cell]:
    def show(row: Row) -> Cell:
        days = row["workdays"] or 0
        return _word(say("{n} 个工作日", n=days), "amber" if days >= limit else "plain")

    return show


def _since(row: Row) -> str:
    return formats.day_short(row["since"]) if row["since"] else formats.NOTHING


def _start(desk: Desk) -> Callable[[Row], Cell]:
    def show(row: Row) -> Cell:
        start = desk.starts[row["paper_ends_on"]]
        if desk.day > start.counted:
            return _word(say("已来不及，{by} 前不满", by=formats.day_short(start.by)), "red")
        state = "amber" if desk.day >= start.safe else "plain"
        return _word(formats.day_short(start.counted), state)

    return show


def _levels(row: Row) -> str:
    return formats.listed([level(each) for each in row["levels"]])


def level(step: str) -> str:
    """Who reviewed or who publishes, in one word."""
    short = {
        mark("单位审核"): say("单位", "level"),
        mark("县级审核"): say("县级", "level"),
        mark("州级形式审核"): say("州级", "level"),
        mark("单位公示"): say("单位", "level"),
        mark("县级公示"): say("县级", "level"),
    }
    return short.get(step) or say(step)


def _published(row: Row) -> str:
    """The level a case of publicity is about, its number's last part."""
    return level(str(row["case_id"]).partition("|")[2])


def _span(row: Row) -> str:
    return say(
        "{starts} 至 {ends}",
        starts=formats.day_short(row["starts_on"]),
        ends=formats.day_short(row["ends_on"]),
    )


def _paper_due(desk: Desk) -> Callable[[Row], Cell]:
    """By when, or what it is since the end has passed."""

    def show(row: Row) -> Cell:
        ends, last = row["paper_ends_on"], row["borderline_day"]
        if desk.day > last:
            return _word(say("已逾期（{day} 止）", day=formats.day_short(last)), "red")
        if desk.day > ends:
            return _word(say("{day} 前送到记临界", day=formats.day_short(last)), "amber")
        return _word(formats.day_short(ends))

    return show


def _completed(row: Row) -> Cell:
    if row["completed_on"]:
        return Cell(formats.day_short(row["completed_on"]))
    return _word(say("未补齐"), "amber")


_COLUMNS: Mapping[str, Callable[[Desk], Columns]] = {
    "last_chance": lambda _: (
        (mark("上次退回"), _returned),
        (mark("现在"), _now),
        (mark("存在问题"), _problem),
        (mark("剩余机会"), _last_try),
    ),
    "waiting_county": lambda desk: (
        (mark("单位送出"), _since),
        (mark("已等"), _waited(desk.review_days)),
    ),
    "waiting_applicant": lambda _: (
        (mark("退回"), _returned),
        (mark("原因"), lambda row: say(row["reason"] or NOT_STATED)),
        (mark("存在问题"), _problem),
        (mark("剩余机会"), _tries),
    ),
    "waiting_unit": lambda desk: (
        (mark("提交"), _since),
        (mark("已等"), _waited(desk.review_days)),
    ),
    TO_BEGIN: lambda desk: (
        (mark("缺哪级"), _levels),
        (mark("最迟起始"), _start(desk)),
    ),
    "publicity_missing": lambda _: ((mark("缺哪级"), _published),),
    "publicity_short": lambda _: (
        (mark("哪级"), _published),
        (mark("起止"), _span),
        (
            mark("工作日"),
            lambda row: formats.fraction(row["working_days"], row["publicity_days"]),
        ),
    ),
    "waiting_paper": lambda desk: ((mark("最迟送到"), _paper_due(desk)),),
    "paper_defective": lambda _: (
        (mark("送达"), lambda row: formats.day_short(row["received_on"])),
        (mark("缺什么"), lambda row: Cell(row["missing"] or formats.NOTHING, as_found=True)),
        (mark("补齐"), _completed),
    ),
    "waiting_unknown": lambda _: ((mark("自"), _since),),
}


def reports(desk: Desk) -> Made:
    """The last report of each kind that the county sends."""
    heads = [Column(say("表种")), Column(say("最近一份填报"))]
    first = first_report_day(desk)
    return heads, [
        [timeliness.title(kind), Cell("", words=(timeliness.loaded(last, desk.day, first),))]
        for kind, last in kinds(desk)
    ]


def choice(seen: Choice, address: Callable[[str], str]) -> Made:
    """One line a county in administrative order: the way to its desk, and how much waits there."""
    heads = [
        Column(say("县市")),
        Column(say("在县市办"), is_figure=True),
        *(Column(say(HEADS[count]), is_figure=True) for count in CHOSEN_BY),
    ]
    return heads, [
        [
            Cell(seen.names[code], link=address(code)),
            *(
                [say("未报送"), *[""] * len(CHOSEN_BY)]
                if code in seen.unreported
                else [in_county(each), *(_counted(each.counts, count, code) for count in CHOSEN_BY)]
            ),
        ]
        for each in seen.counties
        for code in [each.county_code or ""]
    ]


def _counted(counts: Mapping[str, Any], count: str, county: str) -> Cell:
    return Cell("", count, county, counts[count])
