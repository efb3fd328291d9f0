"""Whatever is changed, removed, inserted, moved or cut off is named by the verification."""

import sqlite3
from contextlib import closing

import pytest

from etl.lifecycle.proposals import Ask, propose
from etl.lifecycle.states import State, Step
from etl.register_chain import START, Anchor, Entry, digest, seal
from etl.register_file import GROWING
from tests.register.flags import MONDAY, OFFICE

CHANGED = "这一条被改过，或不是原来的位置"


@pytest.fixture
def register(office):
    office.until(State.CONFIRMED)  # six acts
    return office.desk.register


def tamper(register, *statements):
    """Write as someone would who has the file and no respect for its triggers."""
    with closing(sqlite3.connect(register.path, isolation_level=None)) as con:
        for table in GROWING:
            for act in ("update", "delete"):
                con.execute(f"drop trigger if exists {table}_no_{act}")
        con.execute("pragma foreign_keys = off")
        for statement in statements:
            con.execute(*statement) if isinstance(statement, tuple) else con.execute(statement)


def named(register, *expected):
    return [(fault.act_no, fault.what) for fault in register.verify(*expected)]


def test_a_register_that_nobody_touched_agrees(register):
    assert named(register) == []
    assert [entry.act_no for entry in register.entries()] == [1, 2, 3, 4, 5, 6]
    assert register.entries()[0].previous == START


@pytest.mark.parametrize("table", GROWING)
@pytest.mark.parametrize("statement", ["update {} set rowid = rowid + 99", "delete from {}"])
def test_the_file_itself_refuses_change_and_removal(office, register, table, statement):
    propose(office.desk, office.case(), Ask("SCH", 1, 10, "漏审"), OFFICE, MONDAY)
    with (
        closing(sqlite3.connect(register.path)) as con,
        pytest.raises(sqlite3.IntegrityError, match="append only"),
    ):
        con.execute(statement.format(table))


@pytest.mark.parametrize(
    "change",
    [
        "at = '2022-12-01T10:00:00+08:00'", "account_id = 'x'", "name = '李四'", "role = 'leader'",
        "kind = 'flag.check '", "subject = 'x'", "detail = '{}'", "warehouse_version = null",
    ],
)  # fmt: skip
def test_every_edited_field_of_an_entry_is_named(register, change):
    tamper(register, f"update log set {change} where act_no = 3")
    assert named(register) == [(3, CHANGED)]


def test_an_entry_that_is_edited_and_sealed_anew_breaks_the_next_and_its_anchor(register):
    forged = {**vars(register.entries()[2]), "name": "李四"}
    tamper(
        register,
        ("update log set name = '李四', hash = ? where act_no = 3", [seal(Entry(**forged))]),
    )
    assert named(register) == [
        (3, "与登记时记下的锚不符"),
        (4, "与前一条接不上，前面有改动、删除或插入"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "update replies set text = '没有说明'",
        "delete from replies",
        "update flag_acts set fingerprint = 'x' where act_no = 4",
        "delete from pins where act_no = 4",
        "insert into decisions values (4, '确认', '李四', '9号')",
    ],
)
def test_changed_removed_and_added_contents_are_named_with_their_entry(register, change):
    tamper(register, change)
    assert named(register) == [(4, "所附的内容被改过、删去或添加")]


def test_changed_removed_and_added_evidence_is_named(register):
    tamper(register, "update frozen set body = replace(body, '和静', '若羌')")
    assert [what for _, what in named(register)] == ["留存的数字和证据行被改过或不见了"]
    tamper(register, "delete from frozen")
    assert [what for _, what in named(register)] == ["留存的数字和证据行被改过或不见了"]
    tamper(register, "insert into frozen values ('ab12cd34ef', '{}')")
    assert (None, "多出一份没有登记引用的留存（ab12cd34）") in named(register)


def test_a_removed_entry_is_named(register):
    tamper(register, "delete from log where act_no = 3")
    assert named(register)[:3] == [
        (3, "这一条不见了"),
        (3, "有内容而没有对应的登记"),
        (4, "与前一条接不上，前面有改动、删除或插入"),
    ]


def test_an_entry_inserted_in_the_middle_is_named_however_the_rest_is_numbered(register):
    tamper(
        register,
        *(f"update log set act_no = {n + 1} where act_no = {n}" for n in (6, 5, 4)),
        "insert into log select 4, at, account_id, name, role, kind, 'x', detail, warehouse_version,"
        " content_sha256, previous, 'x' from log where act_no = 3",
    )
    assert {act_no for act_no, what in named(register) if what == CHANGED} == {4, 5, 6, 7}


def test_entries_that_change_places_are_named(register):
    tamper(
        register,
        *(f"update log set act_no = {b} where act_no = {a}" for a, b in ((2, 99), (5, 2), (99, 5))),
    )
    assert {act_no for act_no, what in named(register) if what == CHANGED} == {2, 5}


@pytest.mark.parametrize("kept", [0, 3, 5])
def test_a_tail_cut_off_with_all_its_contents_is_named_by_the_anchors(register, kept):
    cut_off(register, kept)
    assert [act_no for act_no, _ in named(register)] == list(range(kept + 1, 7))
    assert all("末尾被截去" in what for _, what in named(register))


def test_a_tail_cut_off_and_written_over_is_named(office, register):
    cut_off(register, 5)
    office.step(Step.WITHDRAW)
    assert [act_no for act_no, _ in named(register)] == [6]


def test_an_anchor_noted_on_paper_tells_even_when_the_anchor_file_was_cut_too(register):
    last = register.anchor()
    paper = Anchor(last.act_no, last.hash[:16])
    assert named(register, paper) == []
    cut_off(register, 4)
    lines = register.anchors_path.read_text("ascii").splitlines(keepends=True)
    register.anchors_path.write_text("".join(lines[:5]), "ascii")
    assert named(register) == []
    assert [act_no for act_no, _ in named(register, paper)] == [6]
    assert named(register, Anchor(2, "0" * 16)) == [
        (2, "另有一个不符的锚：原来的一条被换掉，或登记时断电后重新写过")
    ]


def test_an_entry_added_past_the_program_and_a_lost_anchor_file_are_named(register):
    last = register.entries()[-1]
    forged = Entry(**{
        **vars(last), "act_no": 7, "previous": last.hash, "content_sha256": digest({}), "hash": "",
    })  # fmt: skip
    tamper(register, (
        "insert into log values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        list({**vars(forged), "hash": seal(forged)}.values()),
    ))  # fmt: skip
    assert named(register) == [(7, "没有锚，不是由本程序登记的")]
    register.anchors_path.unlink()
    assert named(register) == [(None, "锚文件不见了，末尾是否被截去无从核对")]


def test_a_lost_register_is_named_as_long_as_its_anchors_are_there(register):
    for path in register.path.parent.glob("register.sqlite*"):
        path.unlink()
    assert [act_no for act_no, _ in named(register)] == [1, 2, 3, 4, 5, 6]
    assert not register.path.exists()


def cut_off(register, kept):
    tables = ("flag_acts", "replies", "decisions", "proposals", "pins", "log")
    tamper(register, *(f"delete from {table} where act_no > {kept}" for table in tables))
    tamper(
        register,
        "delete from frozen where sha256 not in (select frozen_sha256 from flag_acts)",
    )


def test_half_an_anchor_of_a_crash_and_garbage_neither_hide_nor_join_the_next(office, register):
    with register.anchors_path.open("a", encoding="ascii") as file:
        file.write("\n7 ab")
    assert [act_no for act_no, _ in named(register)] == [7]
    office.step(Step.WITHDRAW)
    register.anchors_path.write_bytes(register.anchors_path.read_bytes() + b"\n\xff\x00 7")
    assert [(n, what[:8]) for n, what in named(register)] == [(7, "另有一个不符的锚")]
    assert len(register.entries()) == 7
