"""Where a paper's numbers come from, in the lines that every form prints."""

from dashboard import formats
from dashboard.reports.paper import Origin


def origin_lines(origin: Origin) -> tuple[str, ...]:
    """Sample data first; a snapshot's seal last, where there is one."""
    sample = ("示例数据：人员、单位和数字均为虚构。",) if origin.is_sample else ()
    day, built = formats.day_full(origin.day), f"{origin.built_at:%Y-%m-%d %H:%M}"
    known = f"{origin.season} 年度，数据截至 {day}（北京时间），数据版本 {origin.version}，{built} 生成。"
    rules = (
        f"规则 {origin.rules_version}，日历 {origin.calendar_version}，程序 {origin.code_version}。"
    )
    seal = (f"快照校验码 {origin.seal}。",) if origin.seal else ()
    return (*sample, known, rules, *seal)
