"""Handing in to sample data is practice: it stays with the sample, and goes with it."""

from etl import pipeline
from etl.__main__ import main
from etl.hand_in import Offer, hand_in
from etl.inbox import HandedSheet
from etl.paths import DataFolder
from tests.contract.small_office import ACCOUNTS, LATER, NOW, RUOQIANG, data, loaded_once, sent

__all__ = ["data", "loaded_once"]
NEXT = "若羌申报人员花名册20221205.xlsx"


def give(data, *, practice=False):
    sheets = [HandedSheet("花名册", "申报人员花名册", 17)]
    offer = Offer(sent(NEXT), NEXT, RUOQIANG, sheets, practice)
    return hand_in(data, offer, ACCOUNTS[RUOQIANG], NOW)


def test_practice_is_never_taken_for_the_real_thing(data):
    give(data, practice=True)
    loaded = pipeline.load(data, [], LATER)
    assert not loaded.handed_in
    assert not loaded.is_new


def test_sample_data_takes_practice_from_the_inbox_and_nothing_else(data, capsys):
    (data.landing / pipeline.SAMPLE_MARK).write_text("示例数据\n", "utf-8")
    give(data, practice=True)
    at = ["--quick", "--data", str(data.root)]
    assert main(["load", str(data.landing), *at]) == 2
    assert "示例数据" in capsys.readouterr().err
    assert main(["load", *at]) in {0, 1}
    assert "取自收件箱（练习）" in capsys.readouterr().out
    main(["sample", "--clear", "--data", str(data.root)])
    assert not data.inbox.exists()


def test_a_sample_is_not_made_where_real_files_wait(tmp_path, capsys):
    fresh = DataFolder(tmp_path / "fresh")
    give(fresh)
    assert main(["sample", "--data", str(fresh.root)]) == 2
    assert "实际报送文件" in capsys.readouterr().err
