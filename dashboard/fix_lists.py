"""Fix-list workbooks for download, made in memory from what the reader's scope shows."""

import io
from collections.abc import Sequence

from dashboard.queries_data import Row
from dashboard.selection import Selection
from etl.contract.fixlist import Heading, write_fix_list


def offices(found: Sequence[Row]) -> list[str]:
    """Name the senders with anything to mend, in the order of their files."""
    return list(dict.fromkeys(row["office"] or "" for row in found))


def workbook(
    found: Sequence[Row], sheets: Sequence[Row], code: str, name: str, chosen: Selection
) -> bytes:
    """Make one sender's workbook; nothing of other senders is in it."""
    version = chosen.version
    mark = "示例数据，" if chosen.is_sample else ""
    source = f"{mark}数据版本 {version.short}，{version.built_at:%Y-%m-%d %H:%M} 生成"
    made = io.BytesIO()
    write_fix_list(
        made,
        [row for row in found if (row["office"] or "") == code],
        [row for row in sheets if (row["office"] or "") == code],
        Heading(name, source, version.built_at),
    )
    return made.getvalue()


def file_name(name: str, chosen: Selection) -> str:
    return f"{name}_修改清单_{chosen.day:%Y%m%d}.xlsx"
