"""What is handed in waits under its county, is named by the next load, and is never taken for another's."""

import json
import re
import stat
import sys

import pytest

from etl import inbox, pipeline, warehouse
from etl.__main__ import main
from etl.errors import UserError
from etl.hand_in import HANDED_IN, Offer, hand_in, landing_name
from etl.inbox import HandedSheet
from etl.reading.landing import receipts
from etl.register import Register, register_of
from etl.scope import PREFECTURE
from tests.contract.small_office import (
    ACCOUNTS,
    KORLA,
    LATER,
    NOW,
    RUOQIANG,
    data,
    everything,
    loaded_once,
    sent,
)

__all__ = ["data", "loaded_once"]
NEXT = "若羌申报人员花名册20221205.xlsx"
PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


def offer(name=NEXT, sender=RUOQIANG, content=None, *, practice=False):
    sheets = [HandedSheet("花名册", "申报人员花名册", 17)]
    return Offer(sent(NEXT) if content is None else content, name, sender, sheets, practice)


def give(data, account=RUOQIANG, **more):
    return hand_in(data, offer(**more), ACCOUNTS[account], NOW)


def test_the_next_load_takes_the_file_in_under_its_name_and_the_time_of_handing_in(data):
    record, is_new = give(data)
    assert is_new
    loaded = pipeline.load(data, [], LATER)
    assert [each.sha256 for each in loaded.handed_in] == [record.sha256]
    last = receipts(data)[-1]
    assert (last.sha256, last.name) == (record.sha256, NEXT)
    assert last.received_at == NOW.isoformat(timespec="seconds")
    assert loaded.is_new
    assert not inbox.waiting(data)


def test_once_landed_the_copy_goes_and_the_record_stays(data):
    record, _ = give(data)
    copy = data.inbox / RUOQIANG / record.stored_as
    assert copy.exists()
    pipeline.load(data, [], LATER)
    assert not copy.exists()
    assert inbox.handed_in(data) == [record]


def test_nothing_goes_away_before_it_has_landed(data, monkeypatch):
    record, _ = give(data)

    def full(*_):
        raise UserError("磁盘已满")

    monkeypatch.setattr(pipeline, "land_sent", full)
    with pytest.raises(UserError):
        pipeline.load(data, [], LATER)
    assert [each for _, each in inbox.waiting(data)] == [record]
    assert (data.inbox / RUOQIANG / record.stored_as).read_bytes() == sent(NEXT)


def test_the_same_content_again_changes_nothing_and_gives_the_first_record(data):
    first, _ = give(data)
    before = everything(data.root)
    again, is_new = hand_in(data, offer(name="别名.xlsx"), ACCOUNTS["office"], LATER)
    assert (again, is_new) == (first, False)
    assert everything(data.root) == before
    pipeline.load(data, [], LATER)
    assert give(data) == (first, False)


def test_a_file_that_is_gone_from_the_inbox_may_be_handed_in_again(data):
    record, _ = give(data)
    (data.inbox / RUOQIANG / record.stored_as).unlink()
    again, is_new = hand_in(data, offer(), ACCOUNTS[RUOQIANG], LATER)
    assert is_new
    assert inbox.is_whole(data, again)


@pytest.mark.parametrize("account", [KORLA, "leader"])
def test_nobody_hands_in_for_a_county_outside_the_own_scope(data, account):
    with pytest.raises(UserError, match="不能替若羌县报送"):
        give(data, account=account)
    assert not data.inbox.exists()


def test_a_county_does_not_hand_in_for_the_prefecture(data):
    with pytest.raises(UserError, match="不能替州职改办报送"):
        give(data, sender=PREFECTURE)
    assert hand_in(data, offer(sender=PREFECTURE), ACCOUNTS["office"], NOW)[1]


def test_only_the_owner_may_read_what_was_handed_in(data):
    record, _ = give(data)
    folder = data.inbox / RUOQIANG
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {record.stored_as: 0o600, f"{record.stored_as}.json": 0o600}


def test_the_act_is_registered_and_the_register_still_agrees(data):
    record, _ = give(data)
    (entry,) = register_of(data).entries()
    assert (entry.kind, entry.account_id) == (HANDED_IN, f"demo-{RUOQIANG}")
    assert json.loads(entry.detail)["sha256"] == record.sha256
    assert not register_of(data).verify()


def test_what_cannot_be_registered_is_not_handed_in(data, monkeypatch):
    def refuse(_):
        raise UserError("登记簿正忙。")

    monkeypatch.setattr(Register, "writing", refuse)
    with pytest.raises(UserError):
        give(data)
    assert not inbox.handed_in(data)
    assert not [path for path in data.inbox.rglob("*") if path.is_file() and path.name != ".lock"]


@pytest.mark.parametrize(
    ("name", "lands_as"),
    [
        ("若羌花名册20221205.xlsx", "若羌花名册20221205.xlsx"),
        ("花名册20221205.xlsx", "若羌县_花名册20221205.xlsx"),
        ("..\\..\\若羌/../../etc/passwd", "若羌县_passwd"),
        ("../../若羌.xlsx", "若羌.xlsx"),
        ("若羌\n\x00<a>:|?*.csv", "若羌_a.csv"),
        ("若羌13812345678.xlsx", "若羌已隐去(11_位).xlsx"),
        ("若羌.json", "若羌"),
        ("", "若羌县_报送"),
    ],
)
def test_a_file_lands_under_a_safe_name_that_names_a_county(data, name, lands_as):
    assert landing_name(name, RUOQIANG, data) == lands_as


def test_a_very_long_name_still_fits_a_file_system(data):
    record, is_new = give(data, name=landing_name("册" * 400 + ".xlsx", RUOQIANG, data))
    assert is_new
    assert len(f".coming-{record.stored_as}.json".encode()) < 255


def test_a_file_changed_or_gone_in_the_inbox_is_told_and_the_rest_loads(data):
    good, _ = give(data)
    changed, _ = give(data, name="若羌改.csv", content=b"a,b\n1,2\n")
    gone, _ = give(data, name="若羌失.csv", content=b"a,b\n3,4\n")
    (data.inbox / RUOQIANG / changed.stored_as).write_bytes(b"other")
    (data.inbox / RUOQIANG / gone.stored_as).unlink()
    loaded = pipeline.load(data, [], LATER)
    assert list(loaded.handed_in) == [good]
    assert len(loaded.faults) == 2
    assert "若羌改.csv" in loaded.faults[0] + loaded.faults[1]
    assert {each.name for _, each in inbox.waiting(data)} == {"若羌改.csv", "若羌失.csv"}


def test_a_record_that_names_another_county_is_read_as_of_its_folder(data):
    record, _ = give(data)
    path = data.inbox / RUOQIANG / f"{record.stored_as}.json"
    path.write_text(path.read_text("utf-8").replace(RUOQIANG, KORLA, 1), "utf-8")
    assert inbox.handed_in(data)[0].sender == RUOQIANG


def test_an_inbox_has_an_end(data, monkeypatch):
    monkeypatch.setattr("etl.hand_in.MOST_WAITING", 1)
    give(data)
    with pytest.raises(UserError, match="已满"):
        give(data, content=b"other")
    pipeline.load(data, [], LATER)
    assert give(data, content=b"other")[1]


def test_a_load_names_what_it_took_and_status_what_waits(data, capsys):
    give(data)
    at = ["--data", str(data.root)]
    main(["status", *at])
    assert NEXT in capsys.readouterr().out
    main(["load", "--quick", *at])
    told = capsys.readouterr().out
    assert f"取自收件箱：若羌县 {NEXT}，17 行，2022-12-05 18:00 报送" in told
    main(["status", *at])
    assert "收件箱里没有等待载入的文件" in capsys.readouterr().out
    assert main(["load", "--quick", *at]) == 0
    assert "收件箱里没有等待载入的文件" in capsys.readouterr().out


def test_nothing_of_a_person_stands_in_records_and_register(data):
    assert PERSONAL.search("张三13812345678")
    give(data, name=landing_name("若羌 张三13812345678 652824199001011234.xlsx", RUOQIANG, data))
    told = [*data.inbox.rglob("*.json"), *data.root.glob("register*")]
    assert len(told) >= 3
    for path in told:
        assert not PERSONAL.search(path.read_bytes().decode("latin-1").replace("\x00", ""))
        assert not PERSONAL.search(path.name)


def test_a_published_version_knows_the_county_of_a_file_that_does_not_name_it(data):
    """The file's name carries the county, as the contract asks last."""
    give(data, name=landing_name("花名册20221205.xlsx", RUOQIANG, data))
    version = pipeline.load(data, [], LATER).version
    with warehouse.open_version(version) as con:
        found = con.execute(
            "select office from quality.sheet where file like '若羌县_%'"
        ).fetchall()
    assert found == [(RUOQIANG,)]


@pytest.mark.skipif(sys.platform == "win32", reason="other ways of locking")
def test_two_at_once_keep_one(data):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: give(data), range(4)))
    assert sorted(is_new for _, is_new in done) == [False, False, False, True]
    assert len(inbox.handed_in(data)) == 1
