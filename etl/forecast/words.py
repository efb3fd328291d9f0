"""What a forecast that cannot be made lacks, and what the test on past seasons showed, in words."""

from collections.abc import Sequence

from etl.forecast.backtest import Coverage
from etl.forecast.pool import ENOUGH_COUNTIES, ENOUGH_SEASONS
from etl.forecast.predict import Reason
from etl.told import mark, told

REASONS: dict[Reason, str] = {
    "": "",
    "before": mark("窗口未开始"),
    "not_reported": mark("未报送"),
    "too_few_seasons": told(
        "往年数据不足（需 {seasons} 个年度、每年 {counties} 个县市）",
        seasons=ENOUGH_SEASONS,
        counties=ENOUGH_COUNTIES,
    ),
    "nothing_yet": mark("还没有一件，无从推算"),
    "no_workday_yet": mark("窗口内还没有工作日"),
}


def tested(found: Sequence[Coverage], season: int) -> str:
    """Say how often the band held over counties, milestones and moments, with its n."""
    over_all = [each for each in found if not each.is_whole and not each.milestone_id]
    total = next((each for each in over_all if not each.moment), None)
    if total is None:
        return f"{season} 年度之前可回测的年度不足 {ENOUGH_SEASONS} 个。"
    return (
        f"回测：逐年留出，{total.n} 次推算中 {total.covered} 次落在 80% 区间内，"
        f"出自 {total.seasons} 个年度，同一年度的各县市不是独立的观察；"
        f"平均误差 {total.loss:.2f}，按平均速度推算为 {total.naive_loss:.2f}。"
    )
