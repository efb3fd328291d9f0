"""What must hold for any cell, text or name whatever; `CLAIMS` says what each claim draws from."""

# ruff: noqa: DTZ001 (a cell has no time zone)

import re
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from hypothesis import assume
from hypothesis import strategies as st

from etl.contract.model import contract, fold
from etl.hand_in import LONGEST_NAME, landing_name
from etl.paths import DataFolder
from etl.plain_text import plain as without_unseen
from etl.reading import dates
from etl.reading.cells import plain, readers
from etl.reading.masking import masked, masked_name
from tests.fuzz import drawing
from tests.fuzz.drawing import NAMES

KEY = b"key of no one"
STATES = {"ok", "blank", "bad", "unknown", "number", "scientific", "check_digit", "year_month"}
LONG_RUN = re.compile(r"\d{11,}")
NOWHERE = DataFolder(Path("/nowhere"))


@cache
def reader(kind, column, epoch_1904):
    return readers(contract(), kind, NAMES, KEY, epoch_1904=epoch_1904)[column]


def any_cell_is_typed(where, raw, epoch_1904):
    """Whatever a cell holds, it becomes a text or a state, and never a number of a person."""
    value, state, found = reader(*where, epoch_1904)(raw)
    assert state in STATES
    assert isinstance(value, str | None)
    assert isinstance(found, str | None)
    assert state in ("ok", "blank") or value in (None, "其他")
    column = contract().kinds[where[0]].columns[where[1]]
    for text in (value, found):
        if text and column.type not in ("number_of_application", "id_number"):
            assert not LONG_RUN.search(text), (text, raw)
            assert without_unseen(text) == text
    if state == "ok" and value is not None and column.type == "whole":
        assert value == str(int(value))
        assert int(value) < 10**15
    if state == "ok" and value and column.type in ("date", "moment"):
        assert 1900 <= datetime.fromisoformat(value).year <= 2100


def what_was_read_is_read_again_as_the_same(where, raw):
    """A value put back into its cell changes nothing."""
    column = contract().kinds[where[0]].columns[where[1]]
    assume(column.type in ("text", "name", "whole", "date", "moment", "season", "list"))
    value, state, _ = reader(*where, False)(raw)
    assume(state == "ok" and value and "已隐去" not in value)
    assert reader(*where, False)(value) == (value, "ok", None)


DAY_FORMS = [
    *("{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}.{m:02}.{d:02}", "{y}{m:02}{d:02}"),
    *("{y}年{m}月{d}日", " {y} 年 {m} 月 {d} 日 ", "{y}-{m}-{d} 周二", "{y}年{m}月{d}日(星期二)"),
]
TIME_FORMS = [
    "{day} {h:02}:{i:02}",
    "{day} {h}:{i:02}:{s:02}",
    "{day}T{h:02}:{i:02}:{s:02}",
    "{day} {h}时{i}分",
    "{day} {h}点{i}分{s}秒",
]


def a_day_written_in_any_form_is_that_day(day, form, wide):
    text = form.format(y=day.year, m=day.month, d=day.day)
    if wide:
        text = text.translate({n: n + 0xFEE0 for n in range(0x30, 0x3A)})
    assert dates.read_moment(text) == (day, None)
    assert day.year < 2000 or dates.days_in(
        f"名册{form.format(y=day.year, m=day.month, d=day.day)}"
    ) in ([day], [])


def a_moment_written_in_any_form_is_that_moment(moment, form):
    text = form.format(day=moment.date(), h=moment.hour, i=moment.minute, s=moment.second)
    seconds = moment.second if "{s" in form else 0
    assert dates.read_moment(text) == (moment.date(), time(moment.hour, moment.minute, seconds))


def a_serial_is_its_day(day, epoch_1904):
    serial = (day - (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30))).days
    assert dates.read_moment(float(serial), epoch_1904=epoch_1904) == (day, None)


def no_date_is_ever_a_fault(raw, epoch_1904):
    found = dates.read_moment(raw, epoch_1904=epoch_1904)
    assert found is None or (1900 <= found[0].year <= 2100 and isinstance(found[1], time | None))
    if isinstance(raw, str):
        assert all(2000 <= each.year <= 2099 for each in dates.days_in(raw))
    dates.is_year_month(raw)


def a_number_written_in_any_form_is_that_number(number, form):
    text = form(number)
    assert reader("roster", "grassroots_years", False)(text) == (str(number), "ok", None)


NUMBER_FORMS = [
    str,
    float,
    int,
    "{:,}".format,
    "{}.0".format,
    " {} ".format,
    lambda n: str(n).translate({c: c + 0xFEE0 for c in range(48, 58)}),
]


def a_county_is_named_or_nothing_is(text):
    folded = fold(text)
    found = NAMES.county_in(text)
    assert found is None or any(
        name in folded for name, code in NAMES.counties.items() if code == found
    )
    office = NAMES.office_in(text)
    assert office in (None, "652800", found)
    assert NAMES.counties.get(folded) in (None, found)


def every_number_of_a_person_is_hidden(before, digits, after):
    for hide in (masked, lambda text: masked(plain(text)), masked_name):
        said = hide(before + digits + after)
        assert digits not in said
        assert hide(said) == said


def a_name_to_land_under_is_one_name(name, sender):
    landed = landing_name(name, sender, NOWHERE)
    assert landed == Path(landed).name
    assert landed not in (".", "..")
    assert len(landed.encode()) <= 170
    assert not LONG_RUN.search(re.sub(r"(?:19|20)\d{12}(?:\d\d)?", "", landed))
    again = landing_name(landed, sender, NOWHERE)
    assert again == landed or len(landed.encode()) > LONGEST_NAME


CLAIMS = {
    any_cell_is_typed: (drawing.columns, drawing.cells, st.booleans()),
    what_was_read_is_read_again_as_the_same: (drawing.columns, drawing.cells),
    a_day_written_in_any_form_is_that_day: (
        drawing.days,
        st.sampled_from(DAY_FORMS),
        st.booleans(),
    ),
    a_moment_written_in_any_form_is_that_moment: (
        st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)),
        st.sampled_from(TIME_FORMS),
    ),
    a_serial_is_its_day: (drawing.days_of_serials, st.booleans()),
    no_date_is_ever_a_fault: (drawing.cells, st.booleans()),
    a_number_written_in_any_form_is_that_number: (
        st.integers(0, 999_999),
        st.sampled_from(NUMBER_FORMS),
    ),
    a_county_is_named_or_nothing_is: (drawing.texts,),
    every_number_of_a_person_is_hidden: (
        drawing.without_digits,
        drawing.numbers_of_persons,
        drawing.without_digits,
    ),
    a_name_to_land_under_is_one_name: (
        st.one_of(drawing.texts, st.text(max_size=300)),
        st.sampled_from(["652801", "652800"]),
    ),
}
