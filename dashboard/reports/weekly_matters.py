"""需要协调的事项: what a leader or an office must see to, whom it concerns, and who has to join in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.overview import Place
from dashboard.place_facts import Fact
from dashboard.reports.weekly_facts import Row, Week
from etl.flags.judge import Flag
from etl.lifecycle.frozen import flag_id
from etl.lifecycle.states import RULES, WHO

# The county's departments that the notice is addressed to, beside the bureau of human resources.
DEPARTMENTS = {
    "KG": ("教育",),
    "SCH": ("教育",),
    "MED": ("卫生健康",),
    "AGR": ("农业农村", "畜牧兽医"),
}
OFFICE = "州职改办"
# Count, what is wrong, what is asked for; gravest first, as 总览 orders them.
ASKED = {
    "over_posts": ("申报超出核定职数（一）", "对照职数逐人核对"),
    "over_quota": ("占用超出下达名额（本地设定）", "按名额理清推荐"),
    "blacklisted_applied": ("黑名单期内申报（四（二））", "核实处理文书"),
    "late_files": ("纸质材料逾期（五（二））", "尽快送达，书面说明"),
    "waiting_paper": ("纸质材料受理已截止，仍未送", "确认何时送，书面说明"),
    "publicity_missing": ("缺公示（四（二））", "补报记录或书面说明"),
    "publicity_short": ("公示不满规定天数（四（二））", "核实天数，书面说明"),
    "overdue_reviews": ("网审截止时县级逾期未审（五（二））", "本周审结，书面说明"),
}


@dataclass(frozen=True)
class Matter:
    """One thing to see to; `places` with the number of each where there is one to count."""

    what: str
    places: tuple[tuple[str, int | None], ...]
    departments: tuple[str, ...]
    ask: str

    @property
    def total(self) -> int:
        return sum(number or 0 for _, number in self.places)

    @property
    def who(self) -> str:
        """和静县 5、若羌县 4，共 9."""
        told = formats.listed(
            [name if number is None else f"{name} {number}" for name, number in self.places]
        )
        is_counted = len(self.places) > 1 and all(number for _, number in self.places)
        return formats.comma([told, f"共 {self.total}"]) if is_counted else told


def matters(week: Week) -> list[Matter]:
    """List them: what the flags ask for, broken limits, slow steps, silence, and whose turn is overdue."""
    if not week.is_under_way:
        return [*_unallotted(week), *_silent(week)]
    return [
        *_raised(week),
        *(made for count in ASKED for made in _counted(week, count)),
        *_slow(week),
        *_publicity(week),
        *_silent(week),
        *_turns(week),
    ]


def _raised(week: Week) -> list[Matter]:
    """The counties to be looked into and not yet on record; who is only to be watched is no task."""
    red = [flag for flag in week.flags if flag.level == "red" and flag.unit is None]
    red = [flag for flag in red if flag_id(flag).key not in week.lives]
    made = []
    for is_decided in (True, False):
        for ground in dict.fromkeys(flag.ground for flag in red):
            own = [
                flag for flag in red if (flag.ground, flag.is_decision_day) == (ground, is_decided)
            ]
            codes = {flag.county_code for flag in own}
            names = tuple((each.name, None) for each in week.seen.places if each.code in codes)
            if names:
                aside = "" if is_decided else "（过程提示）"
                made.append(Matter(f"建议核查：{ground}{aside}", names, (), _check(week, own)))
    return made


def _check(week: Week, flags: Sequence[Flag]) -> str:
    if any(flag.is_decision_day for flag in flags):
        return f"{OFFICE}核数、告知"
    if any(flag.decision_day < week.day for flag in flags):
        return f"{OFFICE}对照判定日核数"
    return f"{OFFICE}先行核数"


def _counted(week: Week, count: str) -> list[Matter]:
    """A limit or a deadline broken, as the page tells it of each county on this day."""
    places = [place for place in week.seen.places if _tells(place, count)]
    if not places:
        return []
    what, ask = ASKED[count]
    found = tuple((place.name, place.counts[count]) for place in places)
    series = [
        code
        for (county, code), each in week.by_series.items()
        if each.counts[count] and county in {place.code for place in places}
    ]
    return [Matter(what, found, _departments(series), ask)]


def _tells(place: Place, count: str) -> bool:
    return any(
        isinstance(fact, Fact) and fact.count == count and fact.state != "plain"
        for fact in place.facts
    )


def _departments(series: Iterable[str]) -> tuple[str, ...]:
    """Name the departments of these series, each once, in the order of the series."""
    asked = set(series)
    found = [name for code, names in DEPARTMENTS.items() if code in asked for name in names]
    return tuple(dict.fromkeys(found))


def _slow(week: Week) -> list[Matter]:
    """Files that have waited for a review as long as is held to be slow, at a county or at the prefecture."""
    limit = week.season.review_wait_days.value
    waited = [row for row in week.waiting if row["workdays"] >= limit]
    at_county = [row for row in waited if row["count_id"] == "waiting_county"]
    own = [row for row in waited if row["count_id"] == "waiting_prefecture"]
    made = []
    if at_county:
        what = f"等县级审核已满 {limit} 个工作日（五（二），本地设定）"
        made.append(_of_rows(week, at_county, what, "本周审结"))
    if own:
        longest = max(row["workdays"] for row in own)
        what = f"等州级形式审核已满 {limit} 个工作日，最久 {longest} 个工作日"
        made.append(Matter(what, ((OFFICE, len(own)),), (), "本周审结"))
    return made


def _publicity(week: Week) -> list[Matter]:
    """Publicities without any record whose last day to begin is near or past."""
    near, past, last = [], [], []
    for row in week.to_begin:
        start = week.starts[row["county_code"]][row["paper_ends_on"]]
        if week.day > start.counted:
            past.append(row)
        elif week.day >= start.safe:
            near.append(row)
            last.append(start.counted)
    made = []
    if near:
        what = f"没有公示记录，最迟 {formats.day(min(last))}开始（四（二））"
        made.append(_of_rows(week, near, what, "开始公示或补报记录"))
    if past:
        what = "没有公示记录，纸质材料截止前已不能满天数（四（二））"
        made.append(_of_rows(week, past, what, "补报记录，或报州研究"))
    return made


def _of_rows(week: Week, rows: Sequence[Row], what: str, ask: str) -> Matter:
    codes = [row["county_code"] for row in rows]
    places = tuple(
        (place.name, codes.count(place.code)) for place in week.seen.places if place.code in codes
    )
    return Matter(what, places, _departments(row["series_code"] for row in rows), ask)


def _silent(week: Week) -> list[Matter]:
    if not week.compared:
        return []
    reports = week.compared.now.reports
    never = [place for place in week.seen.places if reports[place.code]["through"] is None]
    late = [
        place
        for place in week.seen.places
        if place not in never and not reports[place.code]["is_this_week"]
    ]
    made = []
    for what, places in (("花名册未报送", never), ("花名册本周未报", late)):
        if places:
            names = tuple((place.name, None) for place in places)
            made.append(Matter(what, names, (), "报送本周各表"))
    return made


def _unallotted(week: Week) -> list[Matter]:
    names = tuple((place.name, None) for place in week.seen.places if not place.is_allotted)
    if not names:
        return []
    return [Matter("名额未下达", names, (), f"{OFFICE}下达名额文件")]


def _turns(week: Week) -> list[Matter]:
    """Whose step is awaited of each flag on record, those whose time has run out first."""
    known = {place.code: place.name for place in week.seen.places}
    made = []
    for life in week.lives.values():
        running = life.clock(week.day, week.season.flag_life, week.calendar)
        if running is None or life.id.county_code not in known:
            continue
        step, is_past = RULES[running.step].title, running.is_past(week.day)
        due = formats.day(running.due)
        what = f"预警等“{step}”，期限 {due}{'已过' if is_past else ''}（本地设定）"
        ask = f"{WHO[running.role]}办理“{step}”"
        made.append((not is_past, Matter(what, ((known[life.id.county_code], None),), (), ask)))
    return [matter for _, matter in sorted(made, key=lambda each: each[0])]
