"""Which pages a role has. What a role may see on them is its scope's business."""

from dashboard.words import mark

GROUPS = {
    mark("看全州"): {
        "overview": mark("总览"),
        "quota": mark("名额"),
        "progress": mark("进度"),
        "quality": mark("质量"),
        "flags": mark("预警"),
    },
    mark("县市"): {
        "county": mark("县市工作台"),
        "digest": mark("周报"),
        "precheck": mark("报送预检"),
    },
    mark("可信"): {
        "data": mark("数据质量"),
        "papers": mark("快照与报告"),
        "rules": mark("口径与规则"),
    },
    mark("管理"): {
        "log": mark("日志"),
        "accounts": mark("账号"),
    },
}
PAGES = {name: title for titles in GROUPS.values() for name, title in titles.items()}
# Pages that show no figure: they stand without the frame, and need no data.
WITHOUT_DATA = ("log", "accounts")
# Flags and files concern a county over all series: the office of one series has neither page.
_OF = {
    "office": [name for name in PAGES if name not in WITHOUT_DATA],
    "leader": [
        "overview",
        "quota",
        "progress",
        "quality",
        "flags",
        "digest",
        "data",
        "papers",
        "rules",
    ],
    "sector": ["overview", "quota", "progress", "quality", "rules"],
    "county": [name for name in PAGES if name not in WITHOUT_DATA],
    "auditor": ["log"],
    "admin": ["accounts"],
}


def pages_for(role: str) -> list[str]:
    """List the pages of a role, the first of which answers at `/`; an unknown role has none."""
    return _OF.get(role, [])
