"""All checks, in the order in which a person would mend what they find."""

from collections.abc import Iterator

from etl.doctor import holdings, machine, safety, upkeep
from etl.doctor.told import Asked, Check, Line, problem
from etl.errors import UserError

CHECKS: dict[str, Check] = {
    "版本": machine.versions,
    "依赖": machine.packages,
    "字体": machine.fonts,
    "磁盘": machine.disk,
    "时钟": machine.clock,
    "权限": safety.rights,
    "密钥": safety.key,
    "设置": safety.settings,
    "登记簿": safety.register,
    "当前版本": holdings.version,
    "锁": holdings.lock,
    "残留": holdings.leftovers,
    "收件箱": holdings.waiting,
    "载入": holdings.loads,
    "日志": holdings.logs,
    "原件": upkeep.originals,
    "备份": upkeep.backups,
    "工作日历": upkeep.calendar,
    "年度规则": upkeep.season,
}


def examine(asked: Asked) -> Iterator[Line]:
    """Run every check; one that cannot even look is a problem of its own and stops no other."""
    for matter, check in CHECKS.items():
        try:
            yield from check(asked)
        except UserError as error:
            yield problem(matter, error.what, error.cure)
        except OSError as error:
            cure = "检查磁盘和权限；用运行看板的账户再运行一次。"
            yield problem(matter, f"查不了（{error.strerror or error}）", cure)
