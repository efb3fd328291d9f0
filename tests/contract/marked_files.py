"""Files to be marked, what comes back, and how marks are looked at."""

import io

import openpyxl

from etl.precheck import marking
from etl.precheck.check import check
from tests.contract.office_files import REVIEWS, xlsx
from tests.contract.small_office import NOW, RUOQIANG

LEVEL = REVIEWS.index("审核层级") + 1
GOOD = ["20220100001", "若羌县", "李四", 1, "县级审核", "通过", "2022-11-26 10:45"]
BAD = ["20220100001", "若羌县", "李四", 2, "村级审核", "通过", "2022-11-26 10:45"]
ROWS = [REVIEWS, GOOD, BAD]
SAME = ("kind", "office", "report_date", "rows_read", "loaded", "unchanged", "quarantined")


def checked(data, content, name="若羌审核20221205.xlsx"):
    return check(data, content, name, RUOQIANG, NOW)


def marked(data, content, name="若羌审核20221205.xlsx"):
    return marking.mark(content, checked(data, content, name), "数据版本 a1b2c3d4")


def opened(made):
    return openpyxl.load_workbook(io.BytesIO(made.content))


def fill(cell):
    return cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else ""


def told(found):
    """What a file holds and what was found in it, wherever the list of ours stands."""
    rows = [[sheet[key] for key in SAME] for sheet in found.sheets]
    return rows, [
        (row["rule"], row["sheet"], row["row_no"], row["col_no"], row["value"])
        for row in found.findings
    ]


def plain(tmp_path, sheets=None, name="若羌审核20221205.xlsx"):
    return xlsx(tmp_path / name, sheets or {"审核": ROWS}).read_bytes()
