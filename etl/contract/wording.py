"""How a finding is told: what, where, what was found, what would be right, how to mend it."""

import re
from collections.abc import Mapping
from typing import Any

from openpyxl.utils import get_column_letter

from etl.contract.judging import rules
from etl.contract.model import contract
from etl.reference import places
from etl.told import Told, mark, told

SEVERITY_WORDS = {
    "file": mark("整份未收"),
    "sheet": mark("提醒"),
    "row": mark("该行未计入"),
    "cell": mark("该格未采用"),
}


def message(finding: Mapping[str, Any]) -> str:
    """Say what is wrong, with the value found in quotes; of a refused file, what reading says."""
    what, _ = _refusal(finding)
    return what or _fill(rules()[finding["rule"]].message, finding)


def cure(finding: Mapping[str, Any]) -> str:
    """Say what would be right and what to do."""
    _, remedy = _refusal(finding)
    return remedy or _fill(rules()[finding["rule"]].cure, finding)


def place(finding: Mapping[str, Any]) -> str:
    """Name the row and, where one cell is meant, the cell as a spreadsheet names it."""
    row, column = finding["row_no"], finding["col_no"]
    if row is None:
        return ""
    if not column:
        return told("第{row}行", row=row)
    return told("第{row}行（{cell}）", row=row, cell=f"{get_column_letter(column)}{row}")


def _refusal(finding: Mapping[str, Any]) -> tuple[str, str]:
    """Part what reading says of a refused file into its fault and its remedy; either may be empty."""
    if finding["severity"] != "file":
        return "", ""
    told = re.sub(r"(?<!\d),|,(?!\d)", "，", finding["value"] or "")
    what, _, remedy = told.partition("。")
    return what, remedy


def _fill(template: str, finding: Mapping[str, Any]) -> Told:
    value = finding["value"]
    quoted = f"“{value}”" if value and "“{value}”" not in template else (value or "")
    return told(
        template,
        header=finding["header"] or "",
        value=quoted,
        expected=finding["expected"] or "、".join(_choices(finding)),
        detail=finding["detail"] or "",
    )


def _choices(finding: Mapping[str, Any]) -> list[str]:
    match finding["type"]:
        case "county":
            return [place.name for place in places("counties")]
        case "series":
            return [place.name for place in places("series")]
        case "list":
            return list(contract().lists[finding["list"]])
    return []
