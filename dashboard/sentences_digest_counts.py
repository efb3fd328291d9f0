"""How the digest tells that a count grew or fell: one sentence a count, in order of consequence."""

from dashboard.words import mark

# A limit or a deadline that is broken, or someone who is out: gravest first.
GRAVE = (
    *("locked", "late_files", "wasted", "over_quota", "over_posts", "blacklisted_applied"),
    *("publicity_missing", "publicity_short", "overdue_reviews"),
)
MOVES = (
    *("allocated", "applied", "recommended", "accepted", "paper_received", "voted", "passed"),
    *("returned_persons", "escaped", "ineligible", "withdrawn"),
)
RISES = {
    "locked": mark("新增 {more} 人第三次退回，本年度不再受理，累计 {now} 人{where}"),
    "late_files": mark("纸质材料新增逾期 {more} 件，累计逾期 {now} 件{where}"),
    "wasted": mark("推荐后失去、没有递补的名额新增 {more} 个，累计 {now} 个{where}"),
    "over_quota": mark("占用超出下达名额新增 {more} 人，现超 {now} 人{where}"),
    "over_posts": mark("申报超出核定职数新增 {more} 人，现超 {now} 人{where}"),
    "blacklisted_applied": mark("黑名单期内申报新增 {more} 人，累计 {now} 人{where}"),
    "publicity_missing": mark("缺公示新增 {more} 项，现缺 {now} 项{where}"),
    "publicity_short": mark("公示不足新增 {more} 次，累计 {now} 次{where}"),
    "overdue_reviews": mark("网审截止时县级逾期未审新增 {more} 人，累计 {now} 人{where}"),
    "escaped": mark("县级通过后又被州级退回的新增 {more} 人，累计 {now} 人{where}"),
    "ineligible": mark("新增 {more} 人终止资格，累计 {now} 人{where}"),
    "allocated": mark("下达名额增加 {more} 个，现 {now} 个{where}"),
    "applied": mark("申报新增 {more} 人，累计 {now} 人{where}"),
    "recommended": mark("县级推荐新增 {more} 人，累计 {now} 人{where}"),
    "accepted": mark("形式审核新通过 {more} 人，累计通过 {now} 人{where}"),
    "paper_received": mark("纸质材料新到 {more} 件，累计到件 {now} 件{where}"),
    "voted": mark("新评审 {more} 人，累计评审 {now} 人{where}"),
    "passed": mark("新取得资格 {more} 人，累计取得 {now} 人{where}"),
    "returned_persons": mark("新被退回 {more} 人，累计被退回 {now} 人{where}"),
    "withdrawn": mark("新撤回 {more} 人，累计撤回 {now} 人{where}"),
}
FALLS = mark("{title}减少 {more}，现为 {now}{where}")
