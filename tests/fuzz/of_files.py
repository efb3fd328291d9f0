"""What must hold for any sheet, table or bytes whatever; `CLAIMS` says what each claim draws from."""

import tempfile
from pathlib import Path

from hypothesis import assume
from hypothesis import strategies as st

from etl.contract.model import contract
from etl.reading import content, text_table
from etl.reading.cells import plain
from etl.reading.headers import find_layout, nearest
from etl.reading.limits import COLUMNS, ROWS, RefusedError, within
from etl.reading.ole import Compound
from etl.reading.sheets import read_sheet
from etl.reading.table import Origin, Rules
from etl.reading.titles import around
from etl.reading.totals import Totals, first_text, is_footer, is_total
from tests.fuzz import drawing
from tests.fuzz.drawing import BOOK, NAMES
from tests.fuzz.of_cells import KEY, LONG_RUN, STATES

RULES = Rules(contract(), NAMES, BOOK, KEY)
REFUSALS = {"unreadable", "password", "not_a_spreadsheet", "no_known_sheet", "no_rows", "too_large"}
WITH_NUMBERS = ("application_no", "replacement_for", "id_number")


def is_told(refused):
    assert refused.rule in REFUSALS
    assert refused.detail.endswith("。")


def any_rows_have_a_layout_or_none(grid):
    rows = list(enumerate(grid, start=1))
    layout = find_layout(rows, BOOK)
    if layout is None:
        miss = nearest(rows, BOOK)
        assert miss is None or miss.missing
        return
    if not layout.series:
        assert contract().kinds[layout.kind].identifying <= layout.columns.keys()
    width = max(map(len, grid))
    assert all(0 <= at < width for at in (*layout.columns.values(), *layout.unknown))
    assert len({*layout.columns.values()}) == len(layout.columns)
    assert layout.header_row <= layout.last_header_row <= layout.header_row + 1


def every_row_of_a_sheet_is_accounted_for(kind, grid, epoch_1904):
    """Whatever stands below a header, the rows told are the rows given away; none holds a person's number."""
    header = [column.header for column in contract().kinds[kind].columns.values()]
    rows = list(enumerate([header, *grid], start=1))
    taken = []
    sheet, notes = read_sheet(
        iter(rows),
        Origin(1, "表", "名册.xlsx", epoch_1904),
        RULES,
        lambda *each: taken.append(each),
    )
    assert sheet.kind == kind
    records = [record for _, _, batch in taken for record in batch]
    assert len({record[0] for record in records}) == sheet.rows <= len(grid)
    for row_no, _, column, _, value, state, found in records:
        assert 1 < row_no <= len(rows)
        assert state in STATES
        for text in (value, found):
            assert not text or column in WITH_NUMBERS or not LONG_RUN.search(text)
    for each in notes:
        assert not LONG_RUN.search(each.value + each.expected + each.sheet)
    blank = [all(not plain(cell) for cell in row) for row in grid]
    said = sum(is_total(first_text(row)) or is_footer(first_text(row)) for row in grid)
    assert sheet.rows <= len(grid) - sum(blank)
    assert sheet.rows or said or notes or not grid or all(blank) or len(grid) < 3


def limits_hold_for_any_rows(grid, far):
    rows = [(n, row) for n, row in enumerate(grid, start=1)]
    rows += [(far, ["x"])]
    try:
        passed = list(within(rows, "文件"))
    except RefusedError as refused:
        is_told(refused)
        assert refused.rule == "too_large"  # noqa: PT017 (either end is right, this one by this rule)
    else:
        assert len(passed) == len(rows)
        assert far <= ROWS
        assert not any(any(row[COLUMNS:]) for row in grid)


def bytes_are_text_or_refused(data):
    try:
        text = text_table.decode(data)
        content.refuse_page(text)
        for number, row in text_table.rows(text, BOOK):
            assert number >= 1
            assert isinstance(row, list)
    except RefusedError as refused:
        is_told(refused)


def a_table_in_any_encoding_is_read_to_the_letter(rows, encoding, separator):
    lines = [["申报编号", "县(市)", "姓名"], *rows]
    quoted = "\r\n".join(
        separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in lines
    )
    try:
        data = (quoted + "\r\n").encode(encoding)
    except UnicodeEncodeError:
        assume(False)
    read = [row for _, row in text_table.rows(text_table.decode(data), BOOK)]
    assert read == lines


def any_file_is_of_a_kind_or_refused(data, ending):
    with tempfile.NamedTemporaryFile() as made:
        made.write(data)
        made.flush()
        try:
            assert content.kind_of(Path(made.name), "名册" + ending) in (
                "xlsx",
                "xlsb",
                "ods",
                "xls",
                "text",
            )
        except RefusedError as refused:
            is_told(refused)


def a_compound_file_is_read_or_a_value_error(data):
    try:
        book = Compound(data)
        for name in book.names:
            book.stream(name)
    except ValueError:
        pass


def what_stands_around_a_table_is_bounded(grid, epoch_1904):
    found = around(enumerate(grid, start=1), epoch_1904=epoch_1904)
    assert len(found.title) <= 200
    assert len(found.reporting_unit) <= 200
    assert not LONG_RUN.search(found.title + found.reporting_unit)
    assert found.season is None or 2000 <= found.season <= 2099


def totals_never_stumble(rows):
    totals = Totals()
    for row in rows:
        first = first_text(row)
        if is_total(first):
            for column, stated, counted in totals.check(row):
                assert row[column] is not None
                assert stated != counted
        elif not is_footer(first):
            totals.add(())


CLAIMS = {
    any_rows_have_a_layout_or_none: (drawing.header_grids,),
    every_row_of_a_sheet_is_accounted_for: (drawing.kinds, drawing.grids, st.booleans()),
    limits_hold_for_any_rows: (drawing.grids, st.integers(20, 400_000)),
    bytes_are_text_or_refused: (
        st.one_of(
            drawing.blobs,
            st.binary(max_size=400),
            drawing.texts.map(lambda text: text.encode("gb18030", "ignore")),
        ),
    ),
    a_table_in_any_encoding_is_read_to_the_letter: (
        drawing.tables,
        drawing.encodings,
        st.sampled_from(",;\t"),
    ),
    any_file_is_of_a_kind_or_refused: (drawing.blobs, drawing.endings),
    a_compound_file_is_read_or_a_value_error: (drawing.compounds,),
    what_stands_around_a_table_is_bounded: (drawing.grids, st.booleans()),
    totals_never_stumble: (drawing.grids,),
}
