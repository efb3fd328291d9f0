"""Files that are something else than they say, and workbooks of every make."""

# ruff: noqa: E501 (a case a line)

import base64
import gzip
import io
import struct
import tarfile
import zipfile

import xlsxwriter

from tests.contract import hostile, impostors
from tests.contract.office_files import archive, ods, xlsb, xlsx
from tests.hostile.cases import (
    SHEET,
    book,
    bytes_of,
    changed,
    heads,
    named,
    read,
    refused,
    row,
    sheet_of,
    table,
)  # fmt: skip

HTML = "<html><body><table><tr><td>申报编号</td><td>姓名</td></tr></table></body></html>"
STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip


def members(path, change):
    """Pack an archive anew; `change` gets and gives the members by name."""
    with zipfile.ZipFile(path) as whole:
        found = {name: whole.read(name) for name in whole.namelist()}
    return archive(path, change(found))


def packed(change, make=None):
    made = make or book()
    return lambda folder, no: members(made(folder, no), change)


def replaced(*pairs, within=""):
    """Replace bytes in every member whose name holds `within`."""

    def change(found):
        for name, content in found.items():
            for old, new in pairs if within in name else ():
                content = content.replace(old, new)  # noqa: PLW2901
            found[name] = content
        return found

    return packed(change)


def without(*names):
    return packed(
        lambda found: {name: content for name, content in found.items() if name not in names}
    )


def old_roster(ending):
    """The old workbook at hand holds a sheet of reviews of nobody's application: read, and waiting for its roster."""
    return bytes_of((hostile.FIXTURES / "reviews.xls").read_bytes(), ending)


def open_document(folder, no, below=""):
    return ods(
        folder / f"{no}.ods", [[str(cell) for cell in each] for each in sheet_of(no)], below=below
    )


def indented(found):
    """The XML as a pretty-printing program writes it."""
    for tag in (b"<table:table-row", b"<table:table-cell", b"</table:table-row"):
        found["content.xml"] = found["content.xml"].replace(tag, b"\n      " + tag)
    return found


def with_macro(found):
    kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(plain, kind)
    return found | {"xl/vbaProject.bin": hostile.FIXTURES.joinpath("reviews.xls").read_bytes()}


def chart_only(folder, no):
    path = folder / f"{no}.xlsx"
    with xlsxwriter.Workbook(path) as made:
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "={1,2}"})
        made.add_chartsheet().set_chart(chart)
    return path


def flat(kind):
    xml = {
        "fods": '<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
        "xml": '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    }
    return bytes_of(xml[kind].encode(), f".{kind}")


def tar_of(content):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        entry = tarfile.TarInfo("花名册.csv")
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def zipped_as(method):
    def make(folder, no):
        path = book()(folder, no)
        with zipfile.ZipFile(path) as whole:
            found = {name: whole.read(name) for name in whole.namelist()}
        with zipfile.ZipFile(path, "w", method) as out:
            for name, content in found.items():
                out.writestr(name, content)
        return path

    return make


def mime_page():
    body = base64.b64encode(HTML.encode()).decode()
    return f"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n{body}\r\n".encode()


def stale_cache(folder, no):
    """Formulas whose results were never computed: the cells have none."""
    path = xlsx(folder / f"{no}.xlsx", {SHEET: [heads(), row(no)]})
    return members(path, lambda found: found | {"xl/calcChain.xml": b"<calcChain/>"})


def of(make, ending):
    """A file of the older collection under this case's name."""
    return lambda folder, no: make(folder).rename(folder / f"{no}{ending}")


ORPHAN = {"loaded": 0, "stopped": 1, "found": (("orphan", "A2"), ("hidden_sheet", ""))}
CASES = [
    read("xlsx", book()),
    read("xlsx named .xls", named(book(), ".xls")),
    read("xlsx named .csv", named(book(), ".csv")),
    read("xlsx without an ending", named(book(), "")),
    read("xlsx named .pdf", named(book(), ".pdf")),
    read("xlsx with junk behind it", changed(book(), lambda b: b + b"\0" * 100)),
    read("csv named .xlsx", named(table(), ".xlsx")),
    read("csv named .xls", named(table(), ".xls")),
    read("csv named .txt", named(table(), ".txt")),
    read("macros", packed(with_macro) ),
    read("macros named .xlsm", named(packed(with_macro), ".xlsm")),
    read("Strict OOXML", replaced(*STRICT)),
    read("ods", open_document),
    read("ods, pretty-printed", packed(indented, open_document)),
    read("ods named .xlsx", named(open_document, ".xlsx")),
    read("xlsb", lambda folder, no: xlsb(folder / f"{no}.xlsb", sheet_of(no))),
    read("xlsb named .xlsx", named(lambda folder, no: xlsb(folder / f"{no}.xlsb", sheet_of(no)), ".xlsx")),
    read("members stored, not deflated", zipped_as(zipfile.ZIP_STORED)),
    read("a wrong dimension that says A1", replaced((b'ref="A1:P2"', b'ref="A1"'), within="sheet1")),
    read("a wrong dimension that says XFD1048576", replaced((b'ref="A1:P2"', b'ref="A1:XFD1048576"'), within="sheet1")),
    read("no dimension", replaced((b'<dimension ref="A1:P2"/>', b""), within="sheet1")),
    read("links with leading slashes", replaced((b'Target="worksheets/', b'Target="/xl/worksheets/'), within="rels")),
    read("a broken calculation chain", stale_cache),
    read("no core properties, no theme", without("docProps/core.xml", "docProps/app.xml", "xl/theme/theme1.xml")),
    read("old .xls", lambda f, no: hostile.written(f / f"{no}.xls", old_roster("")(f, "x").read_bytes()), **ORPHAN),
    refused("nothing inside", bytes_of(b"", ".xlsx"), "unreadable", "0 字节"),
    refused("one byte", bytes_of(b"P", ".xlsx"), "no_known_sheet", "前十行"),
    refused("half of an xlsx", changed(book(), lambda b: b[: len(b) // 2]), "unreadable", "没有传完"),
    refused("half of an xls", changed(old_roster(".xls"), lambda b: b[: len(b) // 2]), "unreadable", "重新报送"),
    refused("head of an archive only", bytes_of(b"PK\3\4", ".xlsx"), "unreadable", "没有传完"),
    refused("head of a compound file only", bytes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"), "unreadable", "没有传完"),
    refused("no workbook part", without("xl/workbook.xml"), "unreadable", "没有传完"),
    refused("no links of the workbook", without("xl/_rels/workbook.xml.rels"), "unreadable", "损坏"),
    refused("no sheet part", without("xl/worksheets/sheet1.xml"), "unreadable", "损坏"),
    refused("no shared strings", without("xl/sharedStrings.xml"), "unreadable", "损坏"),
    refused("a sheet of charts only", chart_only, "no_rows", "没有任何内容"),
    refused("web page named .xls", bytes_of(HTML.encode("gb18030"), ".xls"), "not_a_spreadsheet", "网页", "另存为 .xlsx"),
    refused("web page in utf-16", bytes_of(HTML.encode("utf-16"), ".xls"), "not_a_spreadsheet", "网页"),
    refused("web page after blank lines", bytes_of(b"\r\n" * 9 + HTML.encode(), ".xls"), "not_a_spreadsheet", "网页"),
    refused("web archive", bytes_of(mime_page(), ".xls"), "not_a_spreadsheet", "网页"),
    refused("flat OpenDocument", flat("fods"), "unreadable", "XML 形式的表格", "另存为 .xlsx"),
    refused("table of Excel 2003 as XML", flat("xml"), "unreadable", "XML 形式的表格", "另存为 .xlsx"),
    refused("some XML", bytes_of(b'<?xml version="1.0"?><a/>', ".xlsx"), "not_a_spreadsheet", "XML 文件"),
    refused("password on an xlsx", of(hostile.with_a_password, ".xlsx"), "password", "取消密码"),
    refused("password on an xls", of(hostile.old_workbook_with_a_password, ".xls"), "password", "取消密码"),
    refused("password on the archive", of(hostile.archive_with_a_password, ".xlsx"), "password", "取消密码"),
    refused("password on an ods", of(hostile.open_document_with_a_password, ".ods"), "password", "取消密码"),
    refused("et that is no workbook", of(impostors.et_that_is_no_workbook, ".et"), "not_a_spreadsheet", ".et", ".xlsx"),
    refused("excel 4", bytes_of(b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(200), ".xls"), "unreadable", "很早的 Excel"),
    refused("word named .xlsx", of(impostors.document_named_xlsx, ".xlsx"), "not_a_spreadsheet", "Word"),
    refused("rich text named .xls", bytes_of(b"{\\rtf1 x}", ".xls"), "not_a_spreadsheet", "Word"),
    refused("slides", lambda f, no: archive(f / f"{no}.xlsx", {"[Content_Types].xml": "", "ppt/x.xml": ""}),
            "not_a_spreadsheet", "演示文稿"),
    refused("text document", lambda f, no: archive(f / f"{no}.ods", {"mimetype": "application/vnd.oasis.opendocument.text"}),
            "not_a_spreadsheet", "Word"),
    refused("pdf", bytes_of(b"%PDF-1.7\n" + bytes(90), ".xls"), "not_a_spreadsheet", "PDF"),
    refused("png", bytes_of(b"\x89PNG\r\n\x1a\n" + bytes(90), ".xlsx"), "not_a_spreadsheet", "图片"),
    refused("jpeg", bytes_of(b"\xff\xd8\xff\xe0" + bytes(90), ".xlsx"), "not_a_spreadsheet", "图片"),
    refused("rar", bytes_of(b"Rar!\x1a\x07\x01\x00" + bytes(90), ".xlsx"), "not_a_spreadsheet", "压缩包"),
    refused("7z", bytes_of(b"7z\xbc\xaf\x27\x1c" + bytes(90), ".xlsx"), "not_a_spreadsheet", "压缩包"),
    refused("gzip", bytes_of(gzip.compress(b"a,b"), ".csv"), "not_a_spreadsheet", "压缩包"),
    refused("tar", bytes_of(tar_of(b"a,b"), ".xlsx"), "not_a_spreadsheet", "不是表格"),
    refused("archive of workbooks", of(impostors.archive_of_workbooks, ".xlsx"), "not_a_spreadsheet", "请解压"),
    refused("empty archive", bytes_of(b"PK\5\6" + bytes(18), ".xlsx"), "not_a_spreadsheet", "压缩包"),
    refused("program", bytes_of(b"MZ\x90\0" + bytes(300), ".xlsx"), "not_a_spreadsheet", "程序"),
    refused("shortcut of windows", bytes_of(b"L\0\0\0\1\x14\2\0" + bytes(300), ".xlsx"), "not_a_spreadsheet", "不是表格"),
    refused("noise", of(impostors.noise_named_xls, ".xls"), "unreadable", "不是工作簿"),
    refused("data base", bytes_of(b"\x03\x7a\x0b\x19" + struct.pack("<I", 3) + bytes(300), ".dbf"), "not_a_spreadsheet", "不是表格"),
    refused("json", bytes_of(b'[{"a": 1}]', ".xlsx"), "no_known_sheet", "前十行"),
]  # fmt: skip
