"""Whether a checked file may be handed in, and if not, every reason in words."""

from collections.abc import Sequence

from etl.contract.model import contract
from etl.inbox import sender_name
from etl.precheck.check import Checked, Row
from etl.scope import PREFECTURE
from etl.told import Told, told


def obstacles(checked: Checked) -> list[Told]:
    """List what forbids handing in: whose rows they are, who reports such sheets, rows not counted.

    Emptied cells and warnings forbid nothing. Of a refused file its finding tells enough.
    """
    if checked.refusal:
        return [told("整份文件不能收，改好再报")]
    said = [*_of_others(checked), *_not_theirs(checked)]
    if stopped := checked.total("quarantined"):
        said.append(told("{n} 行不能计入，改好再报", n=stopped))
    return said


def already(checked: Checked) -> Told | None:
    """Say that the same content has come before, and when."""
    if record := checked.handed_in:
        at = f"{record.moment:%Y-%m-%d %H:%M}"
        name = told(sender_name(record.sender))
        return told("这份文件{sender}已于 {at} 报送，不必再报", sender=name, at=at)
    if checked.landed_at:
        at = f"{checked.landed_at:%Y-%m-%d %H:%M}"
        return told("这份文件已于 {at} 收到并载入，不必再报", at=at)
    return None


def _of_others(checked: Checked) -> list[Told]:
    """Rows of a county are handed in by that county alone; the prefecture's own sheets may hold all."""
    if checked.sender == PREFECTURE:
        return []
    mine, said = told(sender_name(checked.sender)), []
    for sheet in checked.sheets:
        if contract().kinds[sheet["kind"]].responsible == "prefecture":
            continue  # told below, once for all its rows
        if sheet["office"] not in (checked.sender, PREFECTURE, None):
            other = told(sender_name(sheet["office"]))
            said.append(
                told(
                    "{sheet}写的是{other}，不能由{mine}报送",
                    sheet=_sheet(sheet["sheet"]),
                    other=other,
                    mine=mine,
                )
            )
            continue
        said += _strange_rows(checked, sheet, mine)
    return said


def _strange_rows(checked: Checked, sheet: Row, mine: Told) -> list[Told]:
    """Say of one sheet how many rows state another county, or have the number of another county's case."""
    said = []
    for is_held, template in (
        (False, "{sheet}有 {n} 行属于{others}（从第 {row} 行起），不能由{mine}报送"),
        (True, "{sheet}有 {n} 行的申报编号登记在{others}名下（从第 {row} 行起），不能由{mine}报送"),
    ):
        rows = [
            row
            for row in checked.counties
            if row["sheet_no"] == sheet["sheet_no"]
            and row["is_held"] is is_held
            and row["county_code"] != checked.sender
        ]
        if not rows:
            continue
        first = told(sender_name(rows[0]["county_code"]))
        several = told("{first}等 {n} 个县市", first=first, n=len(rows))
        said.append(
            told(
                template,
                sheet=_sheet(sheet["sheet"]),
                n=sum(row["rows"] for row in rows),
                others=first if len(rows) == 1 else several,
                row=min(row["first_row"] for row in rows),
                mine=mine,
            )
        )
    return said


def _not_theirs(checked: Checked) -> list[Told]:
    """Sheets that the contract lets the prefecture's office report are not handed in by a county."""
    if checked.sender == PREFECTURE:
        return []
    kinds: Sequence[str] = list(dict.fromkeys(sheet["kind"] for sheet in checked.sheets))
    return [
        told("{kind}由州职改办报送，请从文件中去掉", kind=told(contract().kinds[kind].title))
        for kind in kinds
        if contract().kinds[kind].responsible == "prefecture"
    ]


def _sheet(name: str) -> Told:
    return told("工作表“{name}”", name=name) if name else told("这份表")
