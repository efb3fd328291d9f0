"""Whether a Word template may be used: looked over as a file, then filled with a paper made up for it.

Run as a program of its own, `python -m dashboard.reports.word_check FILE`, so that a template that
never ends can be stopped; prints what is wrong, a JSON list.
"""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateError

from dashboard.reports.cells import shown
from dashboard.reports.word import context, environment, word
from dashboard.reports.word_example import example

MOST_BYTES, MOST_MEMBERS, MOST_UNPACKED = 5_000_000, 500, 60_000_000
MOST_SECONDS = 30
NEEDED = {
    "title": "标题",
    "sections": "正文各部分",
    "issuer": "落款单位",
    "issued_on": "落款日期",
    "annexes": "附表",
    "origin": "数据来源",
}
_OUTSIDE = re.compile(rb'<Relationship\b[^>]*TargetMode="External"[^>]*>')
_LINK = b"relationships/hyperlink"


def problems(template: Path) -> list[str]:
    """Say in Chinese what speaks against a template; an empty list is a good one."""
    found = list(_as_a_file(template))
    if found:
        return found
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "dashboard.reports.word_check", str(template)],
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
        return list(json.loads(ended.stdout))
    except subprocess.TimeoutExpired:
        return [f"模板 {MOST_SECONDS} 秒没有填完，可能有没有尽头的循环。"]
    except ValueError:
        return ["模板填写时出错，无法使用。"]


def _as_a_file(template: Path) -> Iterator[str]:
    if template.suffix.lower() != ".docx":
        yield f"应为 .docx 文件，收到的是“{template.suffix or template.name}”。"
        return
    try:
        if template.stat().st_size > MOST_BYTES:
            yield f"文件超过 {MOST_BYTES // 1_000_000} MB。"
            return
        with zipfile.ZipFile(template) as packed:
            members = packed.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
                yield "解开后过大，不像一份模板。"
                return
            if any(name.lower().endswith("vbaproject.bin") for name in packed.namelist()):
                yield "含有宏，请另存为不含宏的 .docx。"
            for name in packed.namelist():
                if name.endswith(".rels"):
                    outside = _OUTSIDE.findall(packed.read(name))
                    if any(_LINK not in each for each in outside):
                        yield "引用了文件以外的内容（如链接的图片或附加的模板），请改为嵌入。"
                        break
        docx.Document(str(template))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        yield f"打不开，不是一份完好的 Word 文件（{type(error).__name__}）。"


def filled_problems(template: Path) -> list[str]:
    """Fill the template and read the result back: nothing unknown, nothing missing, nothing lost."""
    try:
        if found := _asked_problems(template):
            return [found]
        made = docx.Document(io.BytesIO(word(example(), template)))
    except UndefinedError as error:
        return [f"用到了没有的内容：{error.message}。"]
    except TemplateSyntaxError as error:
        return [f"标记写得不对：{error.message}。"]
    except SecurityError:
        return ["模板想取用文稿以外的东西，不能使用。"]
    except TemplateError as error:
        return [f"填写时出错：{error.message}。"]
    lost = [cell for cell in _cells() if cell not in _words(made)]
    return [f"填好后有内容不见了，如“{lost[0]}”。请检查循环和表格的标记。"] if lost else []


def _asked_problems(template: Path) -> str:
    opened = DocxTemplate(str(template))
    opened.init_docx()
    known = set(context(opened, example()))
    asked = opened.get_undeclared_template_variables(environment())
    if unknown := sorted(asked - known):
        names = "、".join(sorted(known))
        return f"没有名为“{'”“'.join(unknown)}”的内容。可用的有：{names}。"
    if lacking := [title for name, title in NEEDED.items() if name not in asked]:
        return f"缺少{'、'.join(lacking)}的位置，文稿会不完整。"
    return ""


def _cells() -> Iterator[str]:
    """What must be found again: every cell of every table, every paragraph."""
    paper = example()
    for table in paper.tables():
        for row in table.rows:
            yield from (shown(cell) for cell in row.cells)
    yield paper.title
    yield from (section.title for section in paper.sections)


def _words(document: Document) -> str:
    texts = [
        element.text or "" for element in document.element.body.iter() if element.tag.endswith("}t")
    ]
    return "".join(texts)


def main(words: list[str]) -> int:
    """Check the one file named."""
    sys.stdout.write(json.dumps(filled_problems(Path(words[0]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
