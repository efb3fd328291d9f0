"""Fix-list workbooks for download, made in memory from what the reader's scope shows.

They go to the senders and are Chinese whatever language the page is in.
"""

import io
from collections.abc import Sequence

from dashboard.queries_data import Row
from dashboard.selection import Selection
from etl.contract.fixlist import Heading, write_fix_list
from etl.told import told


def offices(found: Sequence[Row]) -> list[str]:
    """Name the senders with anything to mend, in the order of their files."""
    return list(dict.fromkeys(row["office"] or "" for row in found))


def workbook(
    found: Sequence[Row], sheets: Sequence[Row], code: str, name: str, chosen: Selection
) -> bytes:
    """Make one sender's workbook under the Chinese name; nothing of other senders is in it."""
    version = chosen.version
    made_at = f"{version.built_at:%Y-%m-%d %H:%M}"
    source = told("数据版本 {version}，{made_at} 生成", version=version.short, made_at=made_at)
    if chosen.is_sample:
        source = told("示例数据，{source}", source=source)
    made = io.BytesIO()
    write_fix_list(
        made,
        [row for row in found if (row["office"] or "") == code],
        [row for row in sheets if (row["office"] or "") == code],
        Heading(name, source, version.built_at),
    )
    return made.getvalue()


def file_name(name: str, chosen: Selection) -> str:
    return told("{name}_修改清单_{day}.xlsx", name=name, day=f"{chosen.day:%Y%m%d}")
