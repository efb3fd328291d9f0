"""An office's own Word template: what is refused and why, and that only what was accepted is used."""

import io
import zipfile

import docx
import pytest

from dashboard.reports import word_check, word_own
from dashboard.reports.word import FORMAL, SHIPPED
from etl.__main__ import main
from etl.paths import DataFolder

RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="http://x.example/y" TargetMode="External"/></Relationships>'
)


def edited(tmp_path, edit, name="own.docx"):
    """The shipped template after an edit in an office program."""
    document = docx.Document(str(SHIPPED / FORMAL))
    edit(document)
    document.save(str(tmp_path / name))
    return tmp_path / name


def add(text):
    return lambda document: document.add_paragraph(text)


def without(text):
    def edit(document):
        for each in document.paragraphs:
            if each.text == text:
                each._p.getparent().remove(each._p)

    return edit


def repacked(tmp_path, change):
    """The shipped template with some members put in or changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(SHIPPED / FORMAL) as source, zipfile.ZipFile(made, "w") as target:
        members = {name: source.read(name) for name in source.namelist()}
        for name, content in change(members).items():
            target.writestr(name, content)
    (tmp_path / "own.docx").write_bytes(made.getvalue())
    return tmp_path / "own.docx"


def test_the_shipped_templates_pass_their_own_check():
    for name in word_own.NAMES:
        assert word_check.filled_problems(SHIPPED / name) == []


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (add("{{ titel }}"), "没有名为“titel”的内容"),
        (add("{{ title.__class__ }}"), "文稿以外的东西"),
        (add("{{ title.nothing }}"), "用到了没有的内容"),
        (add("{% for x in %}"), "标记写得不对"),
        (add("{{ title | nofilter }}"), "标记写得不对"),
        (without("{{p annexes }}"), "缺少附表的位置"),
        (without("{{ issuer }}"), "缺少落款单位的位置"),
        (without("{{p block.whole }}"), "有内容不见了"),
    ],
)
def test_a_template_with_a_mistake_is_refused_with_words_for_it(tmp_path, edit, told):
    found = word_check.filled_problems(edited(tmp_path, edit))
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: m | {"word/vbaProject.bin": b"x"}, "含有宏"),
        (
            lambda m: (
                m
                | {
                    "word/_rels/document.xml.rels": m["word/_rels/document.xml.rels"]
                    .decode()
                    .replace("</Relationships>", RELATION.format(kind="attachedTemplate"))
                }
            ),
            "文件以外的内容",
        ),
        (lambda m: m | {f"word/media/{n}.bin": b"" for n in range(600)}, "过大"),
        (lambda _: {"word/document.xml": b"<x/>"}, "打不开"),
    ],
)
def test_a_file_that_is_no_plain_document_is_refused(tmp_path, change, told):
    assert told in word_check.problems(repacked(tmp_path, change))[0]


def test_what_is_not_a_document_is_refused(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"not a zip")
    (tmp_path / "a.doc").write_bytes(b"old")
    assert "打不开" in word_check.problems(tmp_path / "a.docx")[0]
    assert "应为 .docx" in word_check.problems(tmp_path / "a.doc")[0]


def test_a_template_without_end_is_stopped(tmp_path, monkeypatch):
    loops = "".join(f"{{% for a{n} in range(99999) %}}" for n in range(3))
    ends = "{% endfor %}" * 3
    monkeypatch.setattr(word_check, "MOST_SECONDS", 4)
    found = word_check.problems(edited(tmp_path, add(f"{loops}x{ends}")))
    assert "没有填完" in found[0]


def test_an_accepted_template_is_used_until_it_changes(tmp_path):
    data = DataFolder(tmp_path / "data")
    own = edited(tmp_path, add("抄送：档案室"))
    assert word_own.accepted(data, "year-end").parent == SHIPPED
    kept = word_own.accept(data, "通报", own)
    assert word_own.accepted(data, "year-end") == kept
    assert word_own.accepted(data, "week").parent == SHIPPED
    kept.write_bytes(kept.read_bytes() + b"x")
    assert word_own.accepted(data, "year-end").parent == SHIPPED
    assert "未采用" in word_own.states(data)[FORMAL]
    word_own.reset(data, "通报")
    assert word_own.states(data)[FORMAL] == "自带"


def test_the_command_checks_uses_and_resets(tmp_path, capsys):
    folder = ["--data", str(tmp_path / "data")]
    good, bad = edited(tmp_path, add("抄送：档案室")), edited(tmp_path, add("{{ x }}"), "bad.docx")
    assert main(["template", "check", str(bad), *folder]) == 1
    assert main(["template", "use", "通报", str(bad), *folder]) == 2
    assert main(["template", "use", "通报", str(good), *folder]) == 0
    assert main(["template", "list", *folder]) == 0
    assert "通报　自定" in capsys.readouterr().out
    assert main(["template", "reset", "通报", *folder]) == 0
    assert main(["template", "use", "别的", str(good), *folder]) == 2
