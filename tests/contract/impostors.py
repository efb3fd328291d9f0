"""Files that are not what their name says, and text tables that cannot be trusted."""

from tests.contract.hostile import written
from tests.contract.office_files import GOOD, archive, text_table


def text_table_killed_in_the_middle(folder):
    return written(folder / "断了.csv", "申报编号,县(市),姓名".encode()[:-1])


def web_page_named_xls(folder):
    page = "<html><body><table><tr><td>申报编号</td></tr></table></body></html>"
    return written(folder / "导出.xls", page.encode("gb18030"))


def empty_file(folder):
    return written(folder / "空.xlsx", b"")


def text_cell_of_50_megabytes(folder):
    return written(folder / "巨格.csv", b"a,b\n" + b"x" * 50_000_000 + b",1\n")


def quote_that_never_closes(folder):
    rows = '申报编号,姓名\n1,"李四\n2,王五\n'
    return written(folder / "引号.csv", rows.encode())


def text_row_300001(folder):
    book = text_table(folder / "太长.csv", GOOD)
    return written(book, book.read_bytes() + b"\n" * 299_998 + b"1,2\n")


def text_column_201(folder):
    return text_table(folder / "太宽.csv", [[*GOOD[0], *map(str, range(194))], GOOD[1]])


def two_encodings(folder):
    lines = "申报编号,县(市),姓名,单位名称\n".encode("gb18030")
    lines += "1,库尔勒市,李四,上户镇中心幼儿园\n".encode()
    return written(folder / "混合.csv", lines)


def document_named_xlsx(folder):
    return archive(folder / "通知.xlsx", {"[Content_Types].xml": "", "word/document.xml": "<x/>"})


def picture_named_xlsx(folder):
    return written(folder / "照片.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100))


def pdf_named_xls(folder):
    return written(folder / "扫描.xls", b"%PDF-1.7\n" + bytes(100))


def archive_of_workbooks(folder):
    return archive(folder / "报送.xlsx", {"花名册.xlsx": b"PK"})


def et_that_is_no_workbook(folder):
    return written(folder / "名册.et", b"\x01\x02WPS" + bytes(200))


def noise_named_xls(folder):
    return written(folder / "坏.xls", bytes(range(128, 256)) * 40)
