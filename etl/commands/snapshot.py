"""`snapshot`: keep a day's figures and papers for good, signed; and check, make again, compare, list them."""

import argparse
import time
from datetime import date, datetime

from etl import queries
from etl.commands import printing, snapshot_acts
from etl.commands.asking import opened
from etl.errors import FINE, UserError
from etl.paths import DataFolder, data_folder
from etl.register import BEIJING
from etl.seasons import load_season
from etl.snapshots import make, reopen, shelf
from etl.snapshots.draft import Papers
from etl.snapshots.make import Made, Wish
from etl.snapshots.manifest import KINDS, SEAL_SHOWN, Basis

MOST_TOLD = 12


def run(arguments: argparse.Namespace) -> int:
    """Make a snapshot, or do with those that are there what is asked."""
    data = data_folder(arguments.data)
    if arguments.act is None:
        return _make(data, arguments)
    if arguments.act == "rebuild":
        return snapshot_acts.rebuild(data, arguments, _papers())
    if arguments.act == "reopen":
        return _reopen(data, arguments)
    return int(getattr(snapshot_acts, arguments.act)(data, arguments))


def _papers() -> Papers:
    """Take the makers of papers; only here does this side know of them."""
    from dashboard.reports import documents

    return documents


def _make(data: DataFolder, arguments: argparse.Namespace) -> int:
    if arguments.kind is None:
        raise UserError("没有写明快照的种类。", "加上 --kind year-end、week 或 milestone。")
    if arguments.because and not arguments.supersedes:
        raise UserError("写了原因，没有写更正哪一份。", "加上 --supersedes 编号。")
    season, day = _season_and_day(arguments)
    now = datetime.now(BEIJING)
    if arguments.scheduled and _has_this_week(data, arguments.kind, season, day):
        return FINE
    wish = Wish(
        arguments.kind, season, day, arguments.version, arguments.supersedes, arguments.because
    )
    began = time.monotonic()
    made = make.make(data, wish, _papers(), now)
    if not made.is_new:
        if not arguments.scheduled:
            printing.say(
                f"没有变化：快照 {made.kept.id} 已有，版本 {made.manifest.basis.version.short}。"
            )
        return FINE
    _tell(made, time.monotonic() - began)
    return FINE


def _season_and_day(arguments: argparse.Namespace) -> tuple[int, date]:
    """Take what is asked for; the newest season, and the day that goes with the kind, when left out."""
    with opened(arguments) as con:
        known = {row["season"]: row["last_report_on"] for row in queries.seasons(con)}
    if not known:
        raise UserError("数据中还没有任何年度。", "先载入花名册或名额分配表。")
    season = arguments.season or max(known)
    if season not in known:
        listed = "、".join(map(str, sorted(known)))
        raise UserError(f"没有 {season} 年度的数据。", f"现有年度：{listed}。")
    if arguments.as_of:
        return season, arguments.as_of
    is_year_end = arguments.kind == "year-end"
    return season, load_season(season).year_end.on if is_year_end else known[season]


def _has_this_week(data: DataFolder, kind: str, season: int, day: date) -> bool:
    """Tell whether a timer has nothing to do: the day's snapshot is there, or for weeks one of that week."""
    return any(
        manifest.basis.day == day
        or (kind == "week" and manifest.basis.day.isocalendar()[:2] == day.isocalendar()[:2])
        for _, manifest in shelf.readable(data)
        if (manifest.basis.kind, manifest.basis.season) == (kind, season)
    )


def _tell(made: Made, seconds: float) -> None:
    manifest, basis = made.manifest, made.manifest.basis
    size = made.kept.path.stat().st_size / 2**20
    sample = "（示例数据）" if basis.is_sample else ""
    printing.say(
        f"已存{KINDS[basis.kind]}快照 {basis.id}{sample}，第 {basis.number} 号："
        f"文稿 {len(manifest.documents)} 份，数据表 {len(basis.tables)} 个，{size:.1f} MB，{seconds:.1f} 秒。"
    )
    if basis.supersedes:
        printing.say(f"更正 {basis.supersedes.id}：{basis.supersedes.because}")
    printing.say(
        f"快照校验码（印在文稿上） {manifest.seal[:SEAL_SHOWN]}；清单校验值 {made.kept.manifest_hash[:16]}"
    )
    other = "（与以前的不是同一把，请核对）" if made.has_new_key else ""
    printing.say(
        f"签名公钥指纹 {manifest.signed_by}{other}；版本 {basis.version.short} 已长期保留。"
    )
    _tell_missing(basis)


def _tell_missing(basis: Basis) -> None:
    if not basis.not_evaluated:
        printing.say(f"各表都已载入至 {basis.day}。")
        return
    printing.say(f"没有载入至 {basis.day}、暂不评价的表 {len(basis.not_evaluated)} 张：")
    for each in basis.not_evaluated[:MOST_TOLD]:
        through = f"载入至 {each.through}" if each.through else "没有载入"
        printing.say(f"  {each.name} {each.title} {through}")
    if len(basis.not_evaluated) > MOST_TOLD:
        printing.say(f"  还有 {len(basis.not_evaluated) - MOST_TOLD} 张，见清单的 not_evaluated。")


def _reopen(data: DataFolder, arguments: argparse.Namespace) -> int:
    kept = shelf.find(data, arguments.which)
    version, is_made = reopen.reopened(data, kept, datetime.now(BEIJING))
    basis = kept.manifest().basis
    told = "由快照恢复，没有姓名" if is_made else "还在，不必恢复"
    printing.say(f"版本 {version.short} {told}。")
    printing.say(f"页面地址加上：?v={version.short}&season={basis.season}&day={basis.day}")
    return FINE
