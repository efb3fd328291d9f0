"""Files that no office means to send, and some office sends. Each maker writes one into a folder."""

import struct
import zipfile
from pathlib import Path

from tests.contract.office_files import GOOD, REVIEW, REVIEWS, archive, ods, xlsb, xlsx

FIXTURES = Path(__file__).with_name("fixtures")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def raw_xlsx(path, sheet, strings="", book=""):
    """Zip a workbook of one sheet from raw XML."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": book
        or f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="审核" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    return archive(path, members)


def cell(place, text="x"):
    """One row of XML with one filled cell."""
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def killed_in_the_middle(folder):
    whole = xlsx(folder / "whole.xlsx", {"审核": GOOD}).read_bytes()
    (folder / "whole.xlsx").unlink()
    return written(folder / "传了一半.xlsx", whole[: len(whole) // 2])


def with_a_password(folder):
    """An encrypted workbook is a compound file with a stream of this name."""
    book = bytearray((FIXTURES / "reviews.xls").read_bytes())
    entry = book.index("Workbook\0".encode("utf-16-le"))
    name = "EncryptedPackage\0".encode("utf-16-le")
    book[entry : entry + 64] = name.ljust(64, b"\0")
    book[entry + 64 : entry + 66] = struct.pack("<H", len(name))
    return written(folder / "加密.xlsx", book)


def old_workbook_with_a_password(folder):
    return _patched_xls(folder / "加密.xls", b"\x42\x00\x02\x00", lambda found: b"\x2f" + found[1:])


def archive_with_a_password(folder):
    path = xlsx(folder / "压缩加密.xlsx", {"审核": GOOD})
    book = bytearray(path.read_bytes())
    at = -1
    while (at := book.find(b"PK\x01\x02", at + 1)) >= 0:
        book[at + 8] |= 1
    return written(path, book)


def open_document_with_a_password(folder):
    path = ods(folder / "加密.ods", GOOD)
    with zipfile.ZipFile(path) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    members["META-INF/manifest.xml"] = b"<manifest:encryption-data/>"
    return archive(path, members)


def two_corners(folder):
    sheet = cell("A1") + cell("XFD1048576")
    return raw_xlsx(folder / "两角.xlsx", sheet)


def stray_mark_at_the_right_edge(folder):
    sheet = cell("A1") + cell("XFD2") + cell("A60000")
    return raw_xlsx(folder / "右边.xlsx", sheet)


def old_workbook_with_a_far_cell(folder):
    """The last cell of the fixture's label records moves to column 256."""
    return _patched_xls(
        folder / "远.xls", b"\xfd\x00\x0a\x00", lambda found: found[:6] + b"\xff\x00"
    )


def old_workbook_that_lies_about_its_size(folder):
    lie = struct.pack("<HHIIHHH", 0x200, 14, 0, 0xFFFFFFFF, 0, 0xFFFF, 0)
    return _patched_xls(folder / "谎报.xls", b"\x00\x02\x0e\x00", lambda _: lie)


def a_million_repeated_cells(folder):
    row = "<table:table-row table:number-rows-repeated='1000000'><table:table-cell "
    row += "office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row>"
    return ods(folder / "重复.ods", GOOD, below=row)


def binary_workbook_with_a_far_cell(folder):
    return xlsb(folder / "远.xlsb", GOOD, first_column=16_000)


def empty_sheet(folder):
    return xlsx(folder / "空表.xlsx", {"Sheet1": []})


def header_without_rows(folder):
    return xlsx(folder / "只有表头.xlsx", {"审核": [REVIEWS]})


def only_a_hidden_sheet_filled(folder):
    return xlsx(folder / "隐藏.xlsx", {"Sheet1": [], "旧": GOOD}, hidden={"旧"})


def none_of_the_kinds(folder):
    return xlsx(folder / "别的.xlsx", {"通讯录": [["姓名", "电话"], ["张三", "1"]]})


def cell_of_50_megabytes(folder):
    return raw_xlsx(folder / "巨格.xlsx", cell("A1", "字" * 17_500_000))


def bomb_of_strings(folder):
    """An archive whose directory says that one member expands to 4 GB."""
    return _claiming(raw_xlsx(folder / "炸弹.xlsx", cell("A1")), 0xFFFF_0000)


def archive_that_plays_down_its_size(folder):
    book = raw_xlsx(folder / "少报.xlsx", cell("A1"), strings="<si><t>a</t></si>" * 10_000)
    return _claiming(book, 10)


def rectangle_that_eats_all_memory(folder):
    """Within the limits of rows and columns, but laid out it is 1.4 GB."""
    return raw_xlsx(folder / "内存.xlsx", cell("A1") + cell("GR300000"))


def rectangle_that_fits_the_address_space_only(folder):
    """Laid out it is 700 MB: less than a process may address, more than may be resident."""
    return raw_xlsx(folder / "半个内存.xlsx", cell("A1") + cell("GR150000"))


def words_that_multiply(folder):
    """An XML entity bomb."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    book = f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><workbook>&e9;</workbook>'
    return raw_xlsx(folder / "实体.xlsx", cell("A1"), book=book)


def too_many_members(folder):
    book = xlsx(folder / "部件.xlsx", {"审核": GOOD})
    with zipfile.ZipFile(book, "a") as out:
        for number in range(1_001):
            out.writestr(f"xl/media/{number}.png", b"")
    return book


def row_300001(folder):
    return raw_xlsx(folder / "太长.xlsx", cell("A1") + cell("A300001"))


def column_201(folder):
    return xlsx(folder / "太宽.xlsx", {"审核": [[*REVIEWS, *map(str, range(194))], REVIEW]})


def sheet_cut_off_inside(folder):
    return raw_xlsx(folder / "坏表.xlsx", "<row r='1'><c r='A1' t='inlineStr'><is><t>x</row>")


def written(path, content):
    path.write_bytes(bytes(content))
    return path


def _claiming(path, size):
    """Change what the archive's directory says about the expanded size of the shared strings."""
    book = bytearray(path.read_bytes())
    at = book.rindex(b"xl/sharedStrings.xml") - 46
    book[at + 24 : at + 28] = struct.pack("<I", size)
    return written(path, book)


def _patched_xls(path, head, change):
    book = bytearray((FIXTURES / "reviews.xls").read_bytes())
    at = book.rindex(head)
    end = at + 4 + struct.unpack_from("<H", book, at + 2)[0]
    changed = change(bytes(book[at:end]))
    book[at : at + len(changed)] = changed
    return written(path, book)
