"""Small files that would grow, and large ones: what a file may cost is judged before it is paid."""

# ruff: noqa: E501 (a case a line)

import zipfile

from etl.reading.limits import column_letters
from tests.contract import hostile, impostors
from tests.contract.office_files import xlsb, xlsx
from tests.hostile.cases import SHEET, book, read, refused, row, sheet_of, table
from tests.hostile.formats import of, open_document, packed, replaced

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>'


def with_entities(doctype, within, mark):
    """Put a document type before the root of a member, and use its last entity."""

    def change(found):
        for name, content in found.items():
            if within in name:
                head, _, rest = content.partition(b"?>")
                found[name] = head + b"?>" + doctype.encode() + rest.replace(mark, b"&e9;", 1)
        return found

    return packed(change)


def wide(columns):
    def make(folder, no):
        header, values = sheet_of(no)
        return xlsx(
            folder / f"{no}.xlsx",
            {SHEET: [[*header, *map(str, range(columns - len(header)))], values]},
        )

    return make


def formatted_blank_rows(folder, no):
    """Thousands of rows that somebody coloured, and nothing in them."""
    blanks = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="P{n}" s="1"/></row>' for n in range(3, 20_000)
    )
    return replaced((b"</sheetData>", blanks.encode() + b"</sheetData>"), within="sheet1")(
        folder, no
    )


def one_row_to_the_end(folder, no):
    """An .ods always ends in a million repeated blank rows."""
    blank = "<table:table-row table:number-rows-repeated='1048574'><table:table-cell table:number-columns-repeated='1024'/></table:table-row>"
    return open_document(folder, no, blank)


def repeated_cell(folder, no):
    cell = "<table:table-row><table:table-cell table:number-columns-repeated='16384' office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row>"
    return open_document(folder, no, cell)


def overlapping_members(folder, no):
    """Many entries of the directory that all point at the same bytes."""
    path = book()(folder, no)
    content = bytearray(path.read_bytes())
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start : content.index(b"PK\x01\x02", start + 4)]
    more = entry * 1_100
    content[end:end] = more
    at = content.rindex(b"PK\x05\x06")
    count = int.from_bytes(content[at + 10 : at + 12], "little") + 1_100
    content[at + 8 : at + 12] = count.to_bytes(2, "little") * 2
    content[at + 12 : at + 16] = (at - start).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    return path


def nested(depth):
    """XML that goes deeper than any stack."""
    inner = b"<a>" * depth + b"</a>" * depth
    return replaced(
        (b"</sheetData>", b"</sheetData><extLst>" + inner + b"</extLst>"), within="sheet1"
    )


def long_cell(length):
    return lambda f, no: xlsx(
        f / f"{no}.xlsx", {SHEET: [sheet_of(no)[0], row(no, note="字" * length)]}
    )


def ratio(folder, no):
    """A picture of zeros: it grows a thousandfold, and is never looked at."""
    path = book()(folder, no)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/media/image1.bmp", bytes(50_000_000))
    return path


def string_past_the_end(folder, no):
    return replaced((b'r="A1" t="s"><v>0<', b'r="A1" t="s"><v>999999999<'), within="sheet1")(
        folder, no
    )


EXTRA = tuple(("unknown_column", f"{column_letters(n)}1") for n in range(17, 201))
CASES = [
    read("thousands of formatted blank rows", formatted_blank_rows),
    read("blank rows to the end of an ods", one_row_to_the_end),
    read("a picture that grows a thousandfold", ratio),
    read("a cell as long as Excel allows", long_cell(32_767)),
    read("columns up to the limit", wide(200), found=EXTRA),
    refused("a cell longer than Excel allows", of(hostile.cell_of_50_megabytes, ".xlsx"), "too_large", "32,767 字", "第 1 行", slow=True),
    refused("a text cell longer than Excel allows", table(lambda b: b.replace("语文".encode(), b"x" * 32_768)),
            "too_large", "32,767 字", "第 2 行"),
    refused("two corners", of(hostile.two_corners, ".xlsx"), "too_large", "XFD 列", "删除"),
    refused("a stray mark at the right edge", of(hostile.stray_mark_at_the_right_edge, ".xlsx"), "too_large", "XFD 列"),
    refused("a column too many", wide(201), "too_large", "GS 列", "200 列", SHEET),
    refused("a column too many in text", of(impostors.text_column_201, ".csv"), "too_large", "GS 列"),
    refused("a row too many", of(hostile.row_300001, ".xlsx"), "too_large", "300,001 行"),
    refused("a row too many in text", of(impostors.text_row_300001, ".csv"), "too_large", "300,001 行", slow=True),
    refused("a far cell in xls", of(hostile.old_workbook_with_a_far_cell, ".xls"), "too_large", "IV 列"),
    refused("an xls that lies about its size", of(hostile.old_workbook_that_lies_about_its_size, ".xls"), "too_large", "内存", slow=True),
    refused("a far cell in xlsb", lambda f, no: xlsb(f / f"{no}.xlsb", sheet_of(no), first_column=16_000), "too_large", "第 1 个工作表", "WQK 列"),
    refused("a million repeated rows in ods", of(hostile.a_million_repeated_cells, ".ods"), "too_large", "1,000,002 行"),
    refused("sixteen thousand repeated cells in ods", repeated_cell, "too_large", "XFD 列"),
    refused("strings of four gigabytes", of(hostile.bomb_of_strings, ".xlsx"), "too_large", "4,095 MB", "删除"),
    refused("an archive that plays down its size", of(hostile.archive_that_plays_down_its_size, ".xlsx"), "unreadable", "损坏"),
    refused("a rectangle of more than the memory", of(hostile.rectangle_that_eats_all_memory, ".xlsx"), "too_large", "内存", slow=True),
    refused("a rectangle of more than may be resident", of(hostile.rectangle_that_fits_the_address_space_only, ".xlsx"), "too_large", "内存", slow=True),
    refused("a thousand members", of(hostile.too_many_members, ".xlsx"), "too_large", "1,000 个"),
    refused("overlapping members", overlapping_members, "too_large", "1,000 个"),
    refused("entities that multiply in the workbook", with_entities(BOMB, "workbook.xml", b"/spread"), "unreadable", "损坏"),
    refused("entities that multiply in the sheet", with_entities(BOMB, "sheet1", b"<v>0"), "unreadable", "损坏"),
    refused("entities that multiply in the strings", with_entities(BOMB, "sharedStrings", "李四".encode()), "unreadable", "损坏"),
    refused("an entity from a file of the machine", with_entities(OUTSIDE, "sharedStrings", "李四".encode()), "unreadable", "损坏"),
    refused("a string past the end", string_past_the_end, "unreadable", "损坏"),
    read("XML a hundred thousand deep", nested(100_000)),
]  # fmt: skip
