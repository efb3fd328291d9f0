"""Lists behind figures: one row a case, each with its place in a file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard import formats, pieces, pieces_data
from dashboard.pieces import Cell, Column, Word
from dashboard.words import mark, say

Row = Mapping[str, Any]
Shown = Cell | str | int | None
Made = tuple[list[Column], list[list[Shown]]]
Ask = tuple[str, Callable[[Row], Shown]]
COUNTY, SERIES, SINCE = mark("县市"), mark("系列"), mark("自")
WIDTHS = {COUNTY: "88px", SERIES: "100px", SINCE: "64px"}
LEVELS = {
    "waiting_unit": mark("待单位审核"),
    "waiting_county": mark("待县级审核"),
    "waiting_prefecture": mark("待州级形式审核"),
    "waiting_applicant": mark("待补正"),
    "waiting_paper": mark("待送纸质材料"),
    "waiting_panel": mark("待评审"),
    "waiting_result": mark("待结果公示"),
    "waiting_unknown": mark("待核对"),
}


def place(names: Mapping[str, str], county: str | None, series: str | None) -> str:
    """What the filters leave, in words; nothing for the whole prefecture."""
    where = names[county] if county else ""
    if not series:
        return where
    return say("{county}{series}系列", county=where, series=names[series]).strip()


def of(where: str, told: str) -> str:
    """A finding of a place; of the whole prefecture it stands alone."""
    return say("{place}{told}", place=where, told=told) if where else told


def source(row: Row) -> Cell:
    """Name file, sheet and row, as the office would look it up."""
    if not row["file"]:
        return Cell(formats.NOTHING)
    parts = [row["file"], row["sheet"], say("第 {row} 行", row=row["row_no"])]
    return Cell(" · ".join(part for part in parts if part), as_found=True)


def person(row: Row) -> Cell:
    """The name, for whoever may see it; else the number of the application."""
    return Cell(row["name"] or row["application_no"] or formats.NOTHING, as_found=True)


def detail(row: Row) -> str:
    """What a case is beyond its application: the submission and level of a review, a level of publicity."""
    inner = str(row["case_id"]).split("|")[1:]
    return formats.comma(
        say("第 {n} 次提交", n=part) if part.isdigit() else say(part) for part in inner
    )


def table(
    rows: Sequence[Row],
    names: Mapping[str, str],
    columns: Sequence[Ask],
    *,
    with_county: bool,
) -> Made:
    """Put who and where first, the asked columns next, the place in the file last."""
    is_named = any(row["name"] for row in rows)
    asked: list[Ask] = [
        (mark("姓名") if is_named else mark("申报编号"), person),
        *([(COUNTY, lambda row: names[row["county_code"]])] if with_county else []),
        (mark("单位"), lambda row: Cell(row["unit"] or formats.NOTHING, as_found=True)),
        (SERIES, lambda row: names[row["series_code"]]),
        *columns,
        (mark("来源"), source),
    ]
    heads = [Column(say(title), width=WIDTHS.get(title, "")) for title, _ in asked]
    return heads, [[show(row) for _, show in asked] for row in rows]


def html(made: Made, caption: str, empty: str = "") -> str:
    """The table; on a narrow screen every row becomes lines of words."""
    return pieces_data.stacked(pieces.table(*made, caption, empty))


def tight(made: Made, caption: str) -> str:
    """The table with its columns close together on a narrow screen: figures that are read across."""
    return pieces.tag("div", pieces.table(*made, caption), class_="tight")


def waits(waiting: Mapping[str, Row]) -> Ask:
    """The column that says where a person's file is now."""

    def show(row: Row) -> Cell | str:
        now = waiting.get(row["application_no"])
        return (
            Cell("", words=(Word(say("已办结"), "quiet"),))
            if now is None
            else say(LEVELS[now["count_id"]])
        )

    return mark("现在"), show


def since(title: str) -> Ask:
    """The column that says from which day a case counts."""
    return title, lambda row: formats.day_short(row["from_day"])


WAITS: tuple[Ask, ...] = (
    (mark("在等什么"), lambda row: say(LEVELS[row["count_id"]])),
    (SINCE, lambda row: formats.day_short(row["since"])),
    (mark("已等"), lambda row: say("{n} 个工作日", n=row["workdays"])),
)
