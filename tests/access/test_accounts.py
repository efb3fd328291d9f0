"""Accounts: by command line and by page; what is refused; what the log keeps of it."""

import json
import sqlite3
from datetime import timedelta

import pytest

from etl import account_acts, accounts, audit, passwords
from etl.__main__ import main
from etl.account_acts import Wish
from etl.commands import load
from etl.errors import UserError
from etl.paths import DataFolder
from etl.register import register_of
from etl.register_file import LATER, SCHEMA_VERSION
from tests.access.conftest import NOW, PASSWORD
from tests.access.test_pages import start, words
from tests.small_warehouse import NOW as LOADED_AT


@pytest.fixture
def command(tmp_path, capsys):
    def run(*asked):
        code = main(["account", *asked, "--data", str(tmp_path)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_the_first_account_is_made_on_the_command_line_with_a_password_shown_once(
    command, tmp_path
):
    code, told = command("add", "boss", "--role", "admin", "--generate")
    assert code == 0
    assert "演示模式不再可用" in told
    made = next(
        word for line in told.splitlines() if "只显示这一次" in line for word in [line[-19:]]
    )
    assert len(made) >= passwords.SHORTEST
    register = register_of(DataFolder(tmp_path))
    assert accounts.find(register, "boss").must_change
    assert made not in command("list")[1]
    assert made.encode() not in register.path.read_bytes()
    assert register.verify() == []


def test_accounts_are_listed_changed_closed_and_opened_again(command):
    command("add", "boss", "--role", "admin", "--generate")
    command("add", "hejing", "--role", "county", "--county", "和静", "--generate")
    assert command("change", "hejing", "--role", "county", "--county", "轮台县")[0] == 0
    assert "轮台县" in command("list")[1]
    assert command("disable", "hejing")[0] == 0
    assert "已停用" in command("list")[1]
    assert command("enable", "hejing")[0] == 0
    assert "已停用" not in command("list")[1]
    found = json.loads(command("list", "--format", "json")[1])
    assert [each["账号"] for each in found] == ["boss", "hejing"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["add"], "请写账号名"),
        (["add", "x1"], "请写角色"),
        (["add", "X!", "--role", "office", "--generate"], "账号名只用"),
        (["add", "boss", "--role", "admin", "--generate"], "已有账号"),
        (["add", "x1", "--role", "county", "--county", "乌鲁木齐", "--generate"], "没有“乌鲁木齐”"),
        (
            ["add", "x1", "--role", "leader", "--county", "和静县", "--generate"],
            "没有县市或系列的范围",
        ),
        (["add", "x1", "--role", "office", "--subject", "u-1"], "签发者和用户标识"),
        (["disable", "boss"], "最后一个能用的管理账号"),
        (["change", "boss", "--role", "office"], "最后一个能用的管理账号"),
        (["disable", "nobody"], "没有账号"),
        (["password", "nobody", "--generate"], "没有账号"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(command, tmp_path, asked, told):
    command("add", "boss", "--role", "admin", "--generate")
    before = len(register_of(DataFolder(tmp_path)).entries())
    code, said = command(*asked)
    assert code == 2
    assert told in said
    assert "Traceback" not in said
    assert len(register_of(DataFolder(tmp_path)).entries()) == before


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short", "太短"),
        ("x" * 201, "太长"),
        ("aaaaaaaaaaaa", "不同的字符太少"),
        ("my-hejing-2025", "不能含账号名"),
    ],
)
def test_a_poor_password_is_refused(password, told):
    with pytest.raises(UserError, match=told):
        passwords.require_good(password, "hejing")
    assert len({passwords.made_up() for _ in range(20)}) == 20
    passwords.require_good(passwords.made_up(), "hejing")


def test_without_an_account_a_password_fits_nothing():
    assert not passwords.fits(None, PASSWORD)
    assert not passwords.fits("no hash at all", PASSWORD)


def test_an_earlier_register_is_brought_up_to_date_and_keeps_what_it_holds(house):
    path = house.register.path
    with sqlite3.connect(path) as con:
        con.execute("alter table accounts drop column must_change")
        con.execute("pragma user_version = 1")
    entries = house.register.entries()
    assert accounts.find(house.register, "hejing").must_change is False
    with sqlite3.connect(path) as con:
        assert con.execute("pragma user_version").fetchone() == (SCHEMA_VERSION,)
    assert house.register.entries() == entries
    assert house.register.verify() == []
    assert set(LATER) == set(range(1, SCHEMA_VERSION))


def test_the_administrator_opens_an_account_and_sees_its_password_once(house):
    app = start(house, "boss", "accounts")
    app.text_input(key="new-account").set_value("luntai")
    app.text_input(key="new-name").set_value("轮台县人社局")
    app.selectbox(key="new-county--").set_value("652822")
    app.button[0].click().run()
    assert not app.exception
    known = accounts.find(house.register, "luntai")
    assert (known.role, known.counties, known.must_change) == ("county", ("652822",), True)
    [made] = [each.value for each in app.code]
    app.run()
    assert made not in [each.value for each in app.code]
    assert house.entries(audit.ADDED)[-1].account_id == "boss"


def test_the_administrator_disables_an_account_and_never_the_last_of_its_kind(house):
    app = start(house, "boss", "accounts")
    for which, told, is_open in (("hejing", "已停用", False), ("boss", "最后一个能用的", True)):
        app.selectbox(key="which-account").set_value(which).run()
        app.segmented_control(key="account-act-True").set_value("disable").run()
        app.button[1].click().run()
        assert told in words(app), which
        assert accounts.find(house.register, which).is_open is is_open


def test_the_log_is_read_by_kind_account_and_days(house):
    shown = words(start(house, "auditor", "log", {"kind": "账号", "days": "全部时间"}))
    assert "新增账号" in shown
    assert ">登录<" not in shown
    shown = words(start(house, "auditor", "log", {"kind": "登录和退出", "account": "auditor"}))
    assert ">登录<" in shown
    assert "新增账号" not in shown


def test_a_changed_entry_is_told_at_the_head_of_the_log(house):
    with sqlite3.connect(house.register.path) as con:
        con.execute("drop trigger log_no_update")
        con.execute("update log set account_id = 'office' where act_no = 2")
    shown = words(start(house, "auditor", "log"))
    assert "处不符" in shown
    assert "没有被改动" not in shown


def test_a_load_of_the_offices_own_files_is_in_the_log_by_numbers(house, small_data, capsys):
    class Loaded:
        version = load.warehouse.current(small_data.warehouse)
        received = ()
        is_new = True

    assert load.note(house.data, Loaded, LOADED_AT, {"rows_read": 7, "loaded": 6})
    entry = house.entries(audit.LOADED)[-1]
    assert (entry.account_id, entry.warehouse_version) == ("command-line", Loaded.version.name)
    assert json.loads(entry.detail) == {
        "files": 0,
        "is_new_version": True,
        "rows_read": 7,
        "loaded": 6,
    }
    house.register.path.write_bytes(b"not a database" * 99)
    assert not load.note(house.data, Loaded, LOADED_AT, {})
    assert "没有写进日志" in capsys.readouterr().out


def test_a_new_password_ends_the_sessions_of_the_account(house):
    from dashboard import access
    from etl import sessions

    found = sessions.digest(house.token("hejing"))
    account_acts.set_password(house.register, "hejing", audit.COMMAND_LINE, NOW, PASSWORD)
    assert sessions.find(house.register, found, access.now(), access.limits()) is None


def test_an_account_of_the_provider_has_no_password(house):
    wish = Wish("zhang", "张三", "office", issuer="https://id.example", subject="u-1")
    assert account_acts.add(house.register, wish, audit.COMMAND_LINE, NOW) is None
    with pytest.raises(UserError, match="没有密码"):
        account_acts.set_password(house.register, "zhang", audit.COMMAND_LINE, NOW)
    with pytest.raises(UserError, match="已有账号"):
        account_acts.add(
            house.register,
            Wish("li", "李四", "office", issuer="https://id.example", subject="u-1"),
            audit.COMMAND_LINE,
            NOW + timedelta(days=1),
        )


def test_a_session_of_a_disabled_account_is_none_even_if_it_was_left_open(house):
    from dashboard import access
    from etl import sessions

    found = sessions.digest(house.token("hejing"))
    assert access.session(found).account.id == "hejing"
    with sqlite3.connect(house.register.path) as con:
        con.execute("update accounts set disabled_at = 'now' where account_id = 'hejing'")
    assert access.session(found) is None
