"""Acts on flags in a snapshot: everything that was decided, nobody's name."""

from dataclasses import replace
from datetime import date, datetime

from etl.lifecycle.frozen import FlagId
from etl.lifecycle.records import FlagAct, Life
from etl.lifecycle.states import State, Step
from etl.register import BEIJING
from etl.snapshots import acts

FLAG = FlagId(2022, "escape", "county", "652827", "", 1, date(2022, 12, 31))
ACT = FlagAct(
    act_no=3,
    at=datetime(2023, 1, 5, 10, 30, tzinfo=BEIJING),
    account_id="li.si",
    name="李四",
    role="county",
    step=Step.EXPLAIN,
    state=State.EXPLAINED,
    rule_version="1",
    warehouse_version="20230103T100000-aaaaaaaa",
    fingerprint="f" * 64,
    frozen_sha256="e" * 64,
    note="",
    reply="买合木提·地里夏提的材料已补，电话13812345678；王平另报。",
    decided_by=None,
    document_no=None,
    for_season=None,
    series_code=None,
    places=None,
    allocated=None,
    reason=None,
)


def test_acts_come_back_as_they_were_but_for_who_acted():
    life = Life(FLAG, (ACT, replace(ACT, act_no=4, note="复核", reply=None)))
    found = acts.read(acts.written([life], []))
    assert found.keys() == {FLAG.key}
    (read,) = found.values()
    assert read.id == FLAG
    assert [replace(act, reply=None) for act in read.acts] == [
        replace(act, account_id="", name="", reply=None) for act in life.acts
    ]
    assert read.state is State.EXPLAINED


def test_names_out_of_the_rosters_and_numbers_of_persons_are_taken_out_of_what_people_wrote():
    content = acts.written([Life(FLAG, (ACT,))], ["王平", "地里夏提", "买合木提·地里夏提"])
    ((act,),) = [life.acts for life in acts.read(content).values()]
    assert act.reply == "（略）的材料已补，电话已隐去(11 位)；（略）另报。"
    for name in ("李四", "li.si", "王平", "地里夏提", "13812345678"):
        assert name not in content.decode()


def test_the_same_acts_give_the_same_bytes_in_whatever_order_they_come():
    other = Life(replace(FLAG, county_code="652801"), (ACT,))
    first = acts.written([Life(FLAG, (ACT,)), other], ["王平", "李四"])
    assert acts.written([other, Life(FLAG, (ACT,))], ["李四", "王平"]) == first
    assert acts.written([], []) == b"[]"
