"""Text tables in every encoding that offices produce, and in some that nobody should."""

# ruff: noqa: E501 (a case a line)

import codecs

from tests.hostile.cases import bytes_of, heads, read, refused, row, table

RARE = "李㐱𠮷"


def with_name(name, encoding, separator=","):
    def change(content):
        return content.decode().replace("李四", name).replace(",", separator).encode(encoding)

    return table(change)


def mixed(content):
    first, *others = content.split(b"\n")
    return b"\n".join([first.decode().encode("gb18030"), *others])


def traditional(folder, no):
    path = folder / f"{no}.csv"
    lines = [
        "申報編號,縣市,工作單位,姓名,申報系列,首次提交時間",
        f"{no},庫爾勒市,上戶鎮中心小學,李四,中小學教師,2022-11-20",
    ]
    path.write_bytes("\r\n".join(lines).encode("big5"))
    return path


def quoted_break(content):
    return content.replace("语文".encode(), '"语\n文"'.encode())


def of_lines(folder, no, ending):
    path = folder / f"{no}.csv"
    path.write_bytes(
        ending.join(",".join(each) for each in (heads(), row(no))).encode() + ending.encode()
    )
    return path


CASES = [
    read("utf-8", table(), values={"name": "李四"}),
    read("utf-8 with a mark", with_name("李四", "utf-8-sig"), values={"name": "李四"}),
    read("gbk", with_name("李四", "gbk"), values={"name": "李四"}),
    read("gb18030 with rare characters", with_name(RARE, "gb18030"), values={"name": RARE}),
    read("utf-8 with rare characters", with_name(RARE, "utf-8"), values={"name": RARE}),
    read("utf-16 with a mark, little", with_name(RARE, "utf-16"), values={"name": RARE}),
    read("utf-16 with a mark, big", table(lambda b: codecs.BOM_UTF16_BE + b.decode().encode("utf-16-be"))),
    read("utf-16 without a mark, little", with_name("李四", "utf-16-le"), values={"name": "李四"}),
    read("utf-16 without a mark, big", with_name("李四", "utf-16-be"), values={"name": "李四"}),
    read("tabs in utf-16, as Excel saves Unicode text", with_name("李四", "utf-16", "\t")),
    read("tabs", with_name("李四", "utf-8", "\t")),
    read("semicolons", with_name("李四", "gbk", ";")),
    read("zero bytes in a cell", table(lambda b: b.replace("语文".encode(), b"\0\0" + "语文".encode()))),
    read("lines ended as on an old Mac", lambda f, no: of_lines(f, no, "\r")),
    read("lines ended as on Linux", lambda f, no: of_lines(f, no, "\n")),
    read("a line break inside quotes", table(quoted_break), values={"specialty": "语 文"}),
    read("blank lines above and below", table(lambda b: b"\r\n,,,\r\n" + b + b"\r\n" * 50)),
    read("two hundred empty columns to the right", table(lambda b: b.replace(b"\r\n", b"," * 300 + b"\r\n"))),
    read("a quote in the middle of a cell", table(lambda b: b.replace("语文".encode(), '语"文'.encode())),
         values={"specialty": '语"文'}),
    refused("big5", traditional, "unreadable", "Big5", "另存为 .xlsx"),
    refused("two encodings in one file", table(mixed), "unreadable", "两种编码", "第 2 行"),
    refused("cut off within a character", table(lambda b: b[: b.index("上户镇".encode()) + 1]), "unreadable", "截断"),
    refused("a quote that never closes", table(lambda b: b.replace("语文".encode(), '"语文'.encode())),
            "unreadable", "引号", "第 2 行"),
    refused("bytes of no encoding", table(lambda b: b + b"\xff\xff\xff\r\n"), "unreadable", "第 3 行"),
    refused("nothing but a mark", bytes_of(codecs.BOM_UTF8, ".csv"), "no_rows", "没有任何内容"),
    refused("nothing but line ends", bytes_of(b"\r\n" * 40, ".csv"), "no_rows", "没有任何内容"),
    refused("zero bytes only", bytes_of(bytes(4096), ".csv"), "not_a_spreadsheet", "不是表格"),
    refused("utf-16 cut off within a character", bytes_of(codecs.BOM_UTF16_LE + "申报编号".encode("utf-16-le")[:-1], ".csv"),
            "unreadable", "UTF-16"),
    refused("headers only", table(lambda b: b.split(b"\r\n")[0] + b"\r\n"), "no_rows", "只有表头"),
    refused("japanese", bytes_of("氏名,所属,申請番号\r\n山田,総務,1\r\n".encode("shift-jis"), ".csv"), "no_known_sheet", "前十行"),
]  # fmt: skip
