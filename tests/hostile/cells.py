"""Single cells: dates, numbers, ID numbers, counties, series and closed lists, each to the letter."""

# ruff: noqa: E501, DTZ001 (a case a line; a cell has no time zone)

from datetime import datetime

from tests.contract.office_files import xlsx
from tests.hostile.cases import SHEET, bad, book, cell, read, sheet_of

MOMENT, DAY = "first_submitted_at", "current_title_on"
YEARS = "grassroots_years"
CHECKED = "650102196703041455"  # invented; its last digit fits

GOOD_DAYS = {
    "2022.11.18": "2015.10.18", "slashes": "2015/10/18", "one digit": "2015.10.8", "eight digits": "20151018",
    "in words": "2015年10月18日", "full width": "２０１５－１０－１８", "a weekday behind": "2015-10-18 星期日",
    "blanks within": " 2015 - 10 - 18 ", "a line break behind": "2015-10-18\n", "with a time": "2015-10-18 10:00",
    "in ISO form": "2015-10-18T10:00:00", "a serial": 42295, "a serial with a fraction": 42295.75, "a serial as text": "42295",
    "a real date": datetime(2015, 10, 18), "digits as a number": 20151018, "first day": "1900-01-01",
    "leap day": "2016-02-29", "end of 2099": "2099-12-31", "end of 2100": "2100-12-31", "first serial": 10_000,
}  # fmt: skip
AS_READ = {
    "one digit": "2015-10-08", "first day": "1900-01-01", "leap day": "2016-02-29", "end of 2099": "2099-12-31",
    "end of 2100": "2100-12-31", "first serial": "1927-05-18",
}  # fmt: skip
BAD_DAYS = {
    "1900-01-00": "1900-01-00", "1900-02-29, which Excel has": "1900-02-29", "2015-02-29": "2015-02-29", "13th month": "2015-13-01",
    "no year": "11月18日", "year and month": "2015年10月", "year alone": "2015", "before 1900": "1899-12-31", "after 2100": "2101-01-01",
    "year 9999": "9999-12-31", "year 10000": "10000-01-01", "five zones": "2015-10-18T10:00:00+08:00", "two dates": "2015-10-18至2015-10-20",
    "24 o'clock": "2015-10-18 24:00", "61 minutes": "2015-10-18 10:61", "American": "10/18/2015", "words": "待定", "a dash": "—",
    "serial 60": 60, "serial 0": 0, "minus a serial": -42295, "infinite": "inf", "not a number": "NaN", "a huge number": 1e308,
    "true": True, "a formula as text": "=TODAY()", "a long text": "2015-10-18" * 900, "arabic digits": "２０１５-１０-３２",
}  # fmt: skip
GOOD_NUMBERS = {
    "full width": ("１２", "12"), "blanks": (" 1 2 ", "12"), "thousands": ("1,234", "1234"), "a number": (12, "12"), "a whole float": (12.0, "12"),
    "point zero": ("12.0", "12"), "leading zeros": ("0012", "12"), "zero": (0, "0"), "arabic-indic digits": ("١٢", "12"),
}  # fmt: skip
BAD_NUMBERS = {
    "minus": "-1", "a minus number": -1, "NaN": "NaN", "inf": "inf", "1e308": "1e308", "a huge number": 1e308, "with a unit": "12人",
    "percent": "12%", "a fraction": "1.5", "a fraction as a number": 1.5, "in words": "十二", "hexadecimal": "0x10", "a plus": "+12",
    "a range": "10-12", "true": True, "a date": datetime(2022, 11, 8, 9, 30), "sixteen digits": "1" * 16, "wrong thousands": "12,34",
    "a question mark": "?", "an exponent": "1e3",
}  # fmt: skip
BAD_IDS = {
    "fifteen digits and a letter": "65280119900101A", "a wrong check digit": "650102196703041456", "seventeen digits": CHECKED[:-1],
    "nineteen digits": CHECKED + "1", "a month 13": "652801199013011231", "letters": "没带身份证",
}  # fmt: skip
COUNTIES = {
    "库尔勒": "652801", "库尔勒市": "652801", "652801": "652801", " 库尔勒市 ": "652801", "库 尔 勒": "652801", "焉耆": "652826", "焉耆县": "652826",
    "焉耆回族自治县": "652826", "焉耆自治县": "652826", "博湖": "652829", "６５２８０１": "652801", "轮台": "652822", "库尔勒市\u200b": "652801",
}  # fmt: skip
NO_COUNTIES = [
    "巴州直属",
    "库尔勒县",
    "若羌乡",
    "652800",
    "乌鲁木齐市",
    "库尔勒市、轮台县",
    "库尔勒市人社局",
    "＃N",
    "KEL",
    "若羌县 且末县",
]
SERIES = {
    "幼儿园": "幼儿园教师",
    "学前教育": "幼儿园教师",
    "中小学": "中小学教师",
    "卫健": "卫生健康",
    "兽医": "农业畜牧",
    "农 牧": "农业畜牧",
}
NO_SERIES = ["工程", "中小学教师/卫生健康", "教师", "1"]


def code_of(name):
    from etl.reference import places

    return next(each.code for each in places("series") if each.name == name)


def counted(name, raw, value):
    return cell(name, "county", raw, value)


def same_id_in(**other):
    """One ID number in two rows: both count, whether it is one too many is for the flags."""

    def make(folder, no):
        header, first = sheet_of(no, id_number=CHECKED)
        _, second = sheet_of(no + "2", id_number=CHECKED, **other)
        return xlsx(folder / f"{no}.xlsx", {SHEET: [header, first, second]})

    return make


def filled_down(rows):
    """The county stands in the first row only."""
    header, first = rows
    second = [first[0] + "2", None, *first[2:]]
    return [header, first, second]


CASES = [
    *(cell(name, DAY, raw, AS_READ.get(name, "2015-10-18")) for name, raw in GOOD_DAYS.items()),
    *(bad(name, DAY, raw, "bad_optional_date") for name, raw in BAD_DAYS.items()),
    bad("a month as a number", DAY, 1985.1, "year_month_number", "1985.1", "1 月还是 10 月"),
    read("epoch of 1904", lambda f, no: xlsx(f / f"{no}.xlsx", {SHEET: sheet_of(no, **{DAY: datetime(2015, 10, 18)})}, epoch_1904=True),
         values={DAY: "2015-10-18"}),
    cell("to the minute", MOMENT, "2022-11-18 09:30", "2022-11-18 09:30:00"),
    cell("afternoon in words", MOMENT, "2022年11月18日 下午3点05分", "2022-11-18 15:05:00"),
    cell("a real moment", MOMENT, datetime(2022, 11, 18, 9, 30), "2022-11-18 09:30:00"),
    bad("words", MOMENT, "待定", "bad_event_date", "待定", "2022-11-18"),
    bad("no year", MOMENT, "11月18日", "bad_event_date", "11月18日"),
    bad("empty", MOMENT, None, "missing_required", "首次提交时间"),
    bad("an error value", MOMENT, "#N/A", "missing_required", "首次提交时间"),
    *(cell(name, YEARS, raw, value) for name, (raw, value) in GOOD_NUMBERS.items()),
    *(bad(name, YEARS, raw, "bad_number", "只填数字") for name, raw in BAD_NUMBERS.items()),
    *(bad(name, "id_number", raw, "id_check_digit", "照身份证原件改正") for name, raw in BAD_IDS.items()),
    bad("a number", "id_number", 652801199001011234, "id_as_number", "末几位已失真", "文本格式"),
    bad("scientific text", "id_number", "6.52801E+17", "id_as_number", "末几位已失真"),
    read("an ID with a small x", lambda f, no: xlsx(f / f"{no}.xlsx", {SHEET: sheet_of(no, id_number="65280119650823321x")})),
    read("an ID with blanks and a quote", lambda f, no: xlsx(f / f"{no}.xlsx", {SHEET: sheet_of(no, id_number=f"'{CHECKED[:6]} {CHECKED[6:]}")})),
    read("an ID of full width", lambda f, no: xlsx(f / f"{no}.xlsx", {SHEET: sheet_of(no, id_number="６５０１０２１９６７０３０４１４５５")})),
    read("an ID of fifteen digits", lambda f, no: xlsx(f / f"{no}.xlsx", {SHEET: sheet_of(no, id_number="652801900101123")})),
    read("one ID in two counties", same_id_in(county="轮台县"), loaded=2),
    read("one ID in two series", same_id_in(series="卫生健康"), loaded=2),
    *(counted(raw, raw, value) for raw, value in COUNTIES.items()),
    cell("a code as a number", "county", 652801, "652801"),
    *(bad(raw, "county", raw, "unknown_county", raw, "九县市") for raw in NO_COUNTIES),
    read("a county filled down", book(filled_down), loaded=2),
    *(cell(raw, "series", raw, code_of(name)) for raw, name in SERIES.items()),
    *(bad(raw, "series", raw, "unknown_series", raw, "卫生健康") for raw in NO_SERIES),
    bad("not in the list", "sex", "不详", "unknown_value", "不详", "男、女"),
    bad("not in the list", "level", "高级", "unknown_value", "高级", "正高级、副高级"),
    bad("empty", "township", None, "blank_required_text", "填“无”"),
    bad("empty", "unit", " \u3000", "missing_required", "工作单位"),
    bad("empty", "name", "\u200b", "missing_required", "姓名"),
    bad("empty", "application_no", None, "missing_key", "补填申报编号"),
    bad("a slash for nothing", "application_no", "/", "missing_key", "补填申报编号"),
    bad("scientific", "application_no", "2.02E+14", "missing_key", "2.02E+14", "科学计数"),
    bad("a number of sixteen digits", "application_no", 2022652801000001.5, "missing_key", "文本格式"),
    bad("an ID number", "application_no", CHECKED, "missing_key", "文本格式"),
]  # fmt: skip
