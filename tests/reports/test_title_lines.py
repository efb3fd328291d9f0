"""Long titles break after words, about in the middle, and never inside quotes or before a closing sign."""

import pytest

from dashboard.reports.title_lines import lines, width


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("和静县周报", ["和静县周报"]),
        (
            "关于巴音郭楞蒙古自治州2025年度基层高级职称定向评价定向使用工作情况的通报",
            ["关于巴音郭楞蒙古自治州2025年度基层", "高级职称定向评价定向使用工作情况的通报"],
        ),
        (
            "关于2024年度“定向评价 定向使用”职称评审工作情况的通报",
            ["关于2024年度“定向评价 定向使用”", "职称评审工作情况的通报"],
        ),
        (
            "关于 2024 年度“定向评价 定向使用”职称评审工作情况的通报",
            ["关于 2024 年度“定向评价 定向使用”", "职称评审工作情况的通报"],
        ),
        (
            "焉耆回族自治县“定向评价 定向使用”职称评审周报",
            ["焉耆回族自治县", "“定向评价 定向使用”职称评审周报"],
        ),
        (
            "关于核实焉耆回族自治县材料缺漏情况的告知书",
            ["关于核实焉耆回族自治县", "材料缺漏情况的告知书"],
        ),
    ],
)
def test_a_title_breaks_where_a_clerk_would_break_it(title, expected):
    assert lines(title, 20) == expected


@pytest.mark.parametrize("length", [20, 21, 39, 40, 41, 80])
def test_every_line_fits_and_nothing_is_lost(length):
    made = lines("字" * length, 20)
    assert "".join(made) == "字" * length
    assert all(width(line) <= 20 for line in made)
    assert len(made) == -(-length // 20)


def test_a_line_never_begins_with_a_closing_sign_or_ends_with_an_opening_one():
    for n in range(5, 25):
        for line in lines("字" * n + "〔词〕" + "字" * (25 - n), 20):
            assert line[0] != "〕"
            assert line[-1] != "〔"


def test_words_are_as_wide_as_they_are_set():
    assert width("申报") == 2
    assert width("12") == 1
    assert width("申报12人") == 4.5  # two quarters between Chinese and figures
    assert width("申报\u200912\u2009人") == 4.5
    assert width("申报 人") == 3.5
