"""What `make faults` has tried, fault by fault, beside the number that it has to try."""

from collections import defaultdict

FAULTS = {
    "F1": ("载入在任何一处被杀", 400),
    "F2": ("磁盘满", 25),
    "F3": ("送来的文件被截断", 128),
    "F4": ("时钟和时区不对", 6),
    "F5": ("两个载入同时开始", 100),
    "F6": ("发布时有人在看", 200),
    "F7": ("发布的文件坏了", 270),
    "F8": ("没有权限", 4),
    "F9": ("读取程序出事", 5),
    "F10": ("从备份恢复", 1),
}


def pytest_terminal_summary(terminalreporter):
    """Print a line for every fault that was tried; short of the number, it says so."""
    tried, seconds = defaultdict(int), defaultdict(float)
    for report in terminalreporter.getreports("passed"):
        for name, count in report.user_properties:
            if name == "fault" and report.when == "call":
                fault, number = count
                tried[fault] += number
                seconds[fault] += report.duration
    if not tried or terminalreporter.config.getoption("markexpr") == "not slow":
        return  # the quick ones among all the tests
    terminalreporter.section("故障演练")
    for fault, (title, least) in FAULTS.items():
        told = f"{fault:<4}{tried[fault]:>5} 次（要求 {least}）{seconds[fault]:>6.0f} 秒  {title}"
        terminalreporter.line(told if tried[fault] >= least else f"{told}：不足")
