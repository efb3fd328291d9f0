"""告知书 on a flag: what it rests on, what it means and does not mean, how to answer and by when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dashboard import flagged, formats, queries_flags, sentences_flags
from dashboard.queries import chinese_names
from dashboard.reports import notice_rows
from dashboard.reports.articles import NOTICE, article, gist
from dashboard.reports.chinese import in_chinese
from dashboard.reports.issuer import ISSUER
from dashboard.reports.paper import Origin, Paper, Paragraph, Section
from etl.calendar_days import working_days
from etl.errors import UserError
from etl.flags.judge import Flag
from etl.lifecycle.clocks import explain_until
from etl.lifecycle.frozen import Thawed
from etl.lifecycle.records import Life
from etl.lifecycle.states import State, Step
from etl.paths import data_folder
from etl.scope import Scope
from etl.seasons import BASIS, load_season
from etl.seasons.flag_rule import FlagRule

Row = dict[str, Any]
MEANS = {
    "red": "与其他县市同系列相比，上述差异大于偶然性所能解释的程度，属“建议核查”。",
    "amber": "本项属“关注”，没有达到“建议核查”：九个县市、多条规则一起看，这样的差异在各县市完全一样的年度"
    "也会出现，不足以说明有问题。",
}
NOT_MEANT = (
    "本告知只提请逐件核对，不是对问题或责任的认定；是否拟提请核减下一年度指标，由州职改办听取说明、复核后"
    "提出，以领导小组研究意见为准。名额没有用完不是理由。"
)


@dataclass(frozen=True)
class Notified:
    """A recorded act of notifying: the flag's life, and flag and rows exactly as they were then."""

    life: Life
    frozen: Thawed

    @property
    def on(self) -> date:
        act = self.life.last(Step.NOTIFY)
        if act is None:
            raise ValueError("this flag has not been notified")
        return act.at.date()


@in_chinese
def notice_letter(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    flag: Flag,
    origin: Origin,
    issued_on: date,
    notified: Notified | None = None,
) -> Paper:
    """Write the letter on a flag, as recorded or as a draft; refused below 关注 and off its decision days.

    No person is named: application numbers and units lead to the cases.
    """
    found = Flag(**notified.frozen.flag) if notified else flag
    _require_raised(found, notified)
    lines = list(queries_flags.lines(con, scope, found))
    rows = [
        row for row in (notified.frozen.rows if notified else lines)
        if row["count_id"] == found.evidence[0]
    ]  # fmt: skip
    names, rule = chinese_names(con), _rule(found)
    place = names[found.county_code]
    counted = queries_flags.counted(con)
    annexes = notice_rows.annexes(found, rule, rows, lines, names)
    return Paper(
        kind="notice",
        title=f"{'' if notified else '（拟稿）'}关于核实{place}{found.ground}情况的告知书",
        subtitle="",
        addressee=f"{place}人力资源和社会保障局：",
        opening=f"根据{NOTICE}{article(found.clause)}和 {found.season} 年度预警规则，"
        f"现将{place}{found.unit or ''}{found.ground}的有关情况告知如下，请核实并说明。",
        sections=(
            Section("事由和依据", tuple(_grounds(found, rule))),
            Section("数据", tuple(_figures(found, counted))),
            Section("含义和限度", tuple(_meaning(found))),
            Section("请核实和说明", tuple(_asked(found, len(rows), notified, issued_on))),
        ),
        closing="特此告知。",
        issuer=ISSUER,
        issued_on=notified.on if notified else issued_on,
        origin=origin,
        annexes=annexes,
    )


def _require_raised(flag: Flag, notified: Notified | None) -> None:
    if notified and notified.life.state is State.WITHDRAWN:
        raise UserError("这一条已经撤销，不再出告知书。", "需要时重新提示、核数，再告知。")
    if flag.level not in flagged.RAISED:
        raise UserError(
            f"“{flag.title}”没有达到“关注”，不出告知书。",
            "只对“建议核查”和“关注”出告知书；逐件查实的违规事实另出。",
        )
    if not flag.is_decision_day and not notified:
        raise UserError(
            f"{flag.day} 不是“{flag.title}”的判定日，只是过程提示，不出告知书。",
            f"按判定日出：--as-of {flag.decision_day}。",
        )


def _rule(flag: Flag) -> FlagRule:
    """The rule in the version that judged the flag."""
    known = load_season(flag.season).flags
    for rule in known:
        if (rule.id, rule.version) == (flag.rule_id, flag.rule_version):
            return rule
    raise UserError(
        f"{flag.season} 年度的规则里没有 {flag.rule_id} 第 {flag.rule_version} 版。",
        "用登记时的程序和规则出这份告知书。",
    )


def _grounds(flag: Flag, rule: FlagRule) -> list[Paragraph]:
    about = f"规则：{flag.title}，代号 {flag.rule_id}，第 {flag.rule_version} 版（{BASIS[rule.basis]}）。"
    return [
        Paragraph(gist(flag.clause)),
        Paragraph(f"{about}{rule.why}"),
        Paragraph(f"判定日：{formats.day_full(flag.decision_day)}。"),
    ]


def _figures(flag: Flag, counted: Any) -> list[Paragraph]:
    """k/n against what is due, the interval, and the chances for those who check them."""
    pooled = f"近 {flag.pooled} 个年度合并检验，往年取年底的终值。" if flag.pooled > 1 else ""
    return [
        Paragraph(sentences_flags.measured(flag, counted)),
        Paragraph(f"实际是{sentences_flags.interval(flag)}。{pooled}"),
        Paragraph(sentences_flags.chances(flag)),
    ]


def _meaning(flag: Flag) -> list[Paragraph]:
    told = formats.sentence(sentences_flags.change(flag))
    return [Paragraph(MEANS[flag.level]), Paragraph(NOT_MEANT), Paragraph(f"怎样会变：{told}")]


def _asked(flag: Flag, rows: int, notified: Notified | None, issued_on: date) -> list[Paragraph]:
    """What to do by when; the clock runs from the recorded act, and a draft starts none."""
    days = load_season(flag.season).flag_life.explain_days
    on = notified.on if notified else issued_on
    due = explain_until(
        on, load_season(flag.season).flag_life, working_days(data_folder().reference)
    )
    limit = f"登记“告知”之日起 {days} 个工作日，当天不计，本地设定"
    explain = f"请在 {_long(due)}（含当天）以前说明原因和已采取的措施（{limit}）。"
    if not notified:
        explain = (
            f"请说明原因和已采取的措施。说明期限为{limit}；本稿还没有登记，不起算，"
            f"如在 {_long(on)}登记，期限为 {_long(due)}（含当天）。"
        )
    return [
        Paragraph(
            f"请将附表所列 {rows} 行与原件和平台记录逐件核对。数据有误的，改正后在“报送预检”重新报送；"
            "误退、延期没有登记的，附依据报州职改办登记。",
            "1．",
        ),
        Paragraph(explain, "2．"),
        Paragraph(
            f"说明在系统“预警”中选本项填写，或书面（盖章）送{ISSUER}；期限内可以补充。", "3．"
        ),
        Paragraph("期满没有说明的，州职改办按已有数据复核；说明和复核意见都留存备查。", "4．"),
    ]


def _long(day: date) -> str:
    return f"{day.year}年{formats.day(day)}"
