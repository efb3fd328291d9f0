"""What a file is, told by its content and never by its name."""

import zipfile
from pathlib import Path

from etl.reading import limits
from etl.reading.limits import RefusedError
from etl.reading.ole import MAGIC as OLE_MAGIC
from etl.reading.ole import Compound

SAVE_AS_XLSX = "请用 Excel 或 WPS 打开,另存为 .xlsx 后报送。"

_OTHERS = (
    (b"%PDF", " PDF 文件"),
    (b"{\\rtf", " Word 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"MZ", "程序"),
)
_PAGE_MARKS = ("<html", "<table", "<!doctype html", "<?xml", "<head", "<meta", "<div")
_XML_TABLES = (
    "office:spreadsheet",
    "opendocument.spreadsheet",
    "schemas-microsoft-com:office:spreadsheet",
)
_LOCKED = "文件有打开密码。请在 Excel 或 WPS 中取消密码,另存后报送。"
_CUT_OFF = "文件不完整或已损坏,可能没有传完。请重新报送原文件。"
_ENCRYPTED_FLAG = 1


def kind_of(path: Path, file_name: str) -> str:
    """Return xlsx, xlsb, ods, xls or text; refuse everything else, and archives past the limits."""
    if path.stat().st_size > limits.EXPANDED_BYTES:
        raise RefusedError(
            "too_large", f"文件超过 {limits.EXPANDED_BYTES >> 20} MB。请分成几个文件报送。"
        )
    with path.open("rb") as handle:
        head = handle.read(4096)
    if not head:
        raise RefusedError("unreadable", "文件是空的(0 字节)。请重新报送原文件。")
    if head.startswith(b"PK"):
        return _of_archive(path)
    if head.startswith(OLE_MAGIC):
        return _of_compound(path, file_name)
    for magic, word in _OTHERS:
        if head.startswith(magic) and not (magic in (b"BM", b"MZ") and b"\x00" not in head):
            raise _no_table(word)
    if file_name.lower().endswith(".et"):
        raise RefusedError(
            "not_a_spreadsheet", "无法读取该 .et 文件。请在 WPS 中另存为 .xlsx 后报送。"
        )
    if head.startswith(b"\x09") and head[1:2] in (b"\x00", b"\x02", b"\x04", b"\x08"):
        raise RefusedError("unreadable", f"文件是很早的 Excel 格式。{SAVE_AS_XLSX}")
    return "text"


def refuse_page(text: str) -> None:
    """Refuse a web page that was saved or named as a workbook or text table, and a table written as XML."""
    start = text[:4096].lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<") and any(mark in start for mark in _XML_TABLES):
        words = "文件是 XML 形式的表格(Excel 2003 XML 或 .fods),不能直接读取。"
        raise RefusedError("unreadable", words + SAVE_AS_XLSX)
    if start.startswith("mime-version:") or (
        start.startswith("<") and any(mark in start for mark in _PAGE_MARKS)
    ):
        what = "网页" if _is_page(start) else " XML 文件"
        raise RefusedError("not_a_spreadsheet", f"文件实际上是{what},不是工作簿。{SAVE_AS_XLSX}")


def _is_page(start: str) -> bool:
    return not start.startswith("<?xml") or "<html" in start or "<table" in start


def _no_table(word: str) -> RefusedError:
    return RefusedError(
        "not_a_spreadsheet", f"文件实际上是{word},不是表格。请报送 .xlsx 表格文件。"
    )


def _of_archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
            manifest = b""
            if "META-INF/manifest.xml" in names:
                with archive.open("META-INF/manifest.xml") as handle:
                    manifest = handle.read(1 << 20)
    except RuntimeError as error:  # zipfile's word for a member with a password
        raise RefusedError("password", _LOCKED) from error
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError("unreadable", _CUT_OFF) from error
    if (
        any(member.flag_bits & _ENCRYPTED_FLAG for member in members)
        or b"encryption-data" in manifest
    ):
        raise RefusedError("password", _LOCKED)
    kind = _workbook_in(names, mimetype)
    if len(members) > limits.ARCHIVE_MEMBERS:
        words = f"文件内部有 {len(members):,} 个部件,超过上限 {limits.ARCHIVE_MEMBERS:,} 个。{SAVE_AS_XLSX}"
        raise RefusedError("too_large", words)
    if (expanded := sum(member.file_size for member in members)) > limits.EXPANDED_BYTES:
        words = f"文件展开后有 {expanded >> 20:,} MB,超过上限 {limits.EXPANDED_BYTES >> 20} MB。"
        raise RefusedError("too_large", words + "请删除多余的行、列和格式后另存再报送。")
    return kind


def _workbook_in(names: set[str], mimetype: bytes) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if any(name.startswith("word/") for name in names) or b"opendocument.text" in mimetype:
        raise _no_table(" Word 文档")
    if any(name.startswith("ppt/") for name in names):
        raise _no_table("演示文稿")
    if "[Content_Types].xml" in names:
        raise RefusedError("unreadable", _CUT_OFF)
    raise RefusedError("not_a_spreadsheet", "文件是压缩包。请解压后报送其中的表格文件。")


def _of_compound(path: Path, file_name: str) -> str:
    try:
        streams = Compound(path.read_bytes()).names
    except ValueError as error:
        raise RefusedError("unreadable", _CUT_OFF) from error
    if "EncryptedPackage" in streams:
        raise RefusedError("password", _LOCKED)
    if "Workbook" in streams or "Book" in streams:
        return "xls"
    if "WordDocument" in streams:
        raise _no_table(" Word 文档")
    if file_name.lower().endswith(".et"):
        raise RefusedError(
            "not_a_spreadsheet", "无法读取该 .et 文件。请在 WPS 中另存为 .xlsx 后报送。"
        )
    raise RefusedError("not_a_spreadsheet", f"文件里没有工作簿。{SAVE_AS_XLSX}")


def password() -> RefusedError:
    """Make the refusal of a file that opens only with a password."""
    return RefusedError("password", _LOCKED)
