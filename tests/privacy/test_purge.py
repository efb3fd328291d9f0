"""Originals go when their time is over, and nothing that was read from them does."""

import json
import shutil
from datetime import date

import pytest

from etl import audit, pipeline
from etl.__main__ import main
from etl.commands import purge as command
from etl.keeping import retention
from etl.keeping.purge import due, purge
from etl.paths import DataFolder
from etl.reading import landing
from etl.reading.landing import receipts
from etl.register import register_of
from etl.seasons import load_season
from tests.privacy.purge_seen import (
    LAST,
    OVER,
    data,
    figures,
    kept,
    made,
    there,
)

__all__ = ["data", "made"]


def test_an_original_is_kept_through_its_last_day_and_not_one_longer(data):
    assert retention.through(load_season(2022)) == date(2023, 12, 31)
    assert due(data, LAST) == []
    assert len(due(data, OVER)) == len(there(data))


@pytest.mark.parametrize(
    ("months", "end", "last"),
    [(1, date(2022, 12, 31), date(2023, 1, 31)), (2, date(2022, 12, 31), date(2023, 2, 28)),
     (24, date(2022, 12, 15), date(2024, 12, 15)), (14, date(2022, 12, 31), date(2024, 2, 29))],
)  # fmt: skip
def test_months_end_on_a_day_that_exists(months, end, last):
    season = load_season(2022)

    class Changed:
        year_end = type("End", (), {"on": end})
        originals_kept_months = type("Months", (), {"value": months})

    assert season.originals_kept_months.basis == "local"
    assert retention.through(Changed) == last


def test_a_rehearsal_tells_number_size_and_age_and_deletes_nothing(data, monkeypatch, capsys):
    monkeypatch.setattr(command, "datetime", type("Clock", (), {"now": lambda _: OVER}))
    before = there(data)
    code = main(["purge", "--data", str(data.root)])
    told = capsys.readouterr().out
    number = len(before) - 1
    assert code == 1  # the refused file stays
    assert f"2022 年度：{number} 份" in told
    assert "最早 2022-12-31 收到，应保存至 2023-12-31" in told
    assert "只是预演" in told
    assert "到期而不清除 1 份" in told
    assert "整份没有读入" in told
    assert there(data) == before
    assert not register_of(data).path.exists()


def test_purged_originals_are_gone_and_all_else_is_untouched(data, monkeypatch, capsys):
    monkeypatch.setattr(command, "datetime", type("Clock", (), {"now": lambda _: OVER}))
    before, number = kept(data), len(there(data))
    assert main(["purge", "--yes", "--data", str(data.root)]) == 1
    assert f"已清除 {number - 1} 份" in capsys.readouterr().out
    assert there(data) == {next(r.stored_as for r in receipts(data) if r.name == "坏.xlsx")}
    assert kept(data) == before
    (entry,) = register_of(data).entries()
    detail = json.loads(entry.detail)
    assert (entry.kind, entry.account_id) == (audit.PURGED, "command-line")
    assert detail == {
        "files": number - 1,
        "bytes": sum(r.size for r in receipts(data) if r.name != "坏.xlsx"),
        "seasons": [2022],
        "received_from": "2022-12-31",
        "received_to": "2022-12-31",
    }
    assert register_of(data).verify() == []


def test_with_a_season_only_its_originals_go(data):
    assert purge(data, OVER, 2023) == ([], [])
    gone, _ = purge(data, OVER, 2022)
    assert {each.season for each in gone} == {2022}


def test_a_season_without_rules_is_a_mistake_that_is_told(data, capsys):
    assert main(["purge", "--season", "1999", "--data", str(data.root)]) == 2
    assert "1999" in capsys.readouterr().err


def test_a_refused_file_goes_only_when_asked_for(data):
    gone, _ = purge(data, OVER, with_refused=True)
    assert "坏.xlsx" in {each.receipt.name for each in gone}
    assert there(data) == set()


def test_later_loads_and_rebuilds_give_the_same_figures(data, made, tmp_path):
    other = DataFolder(shutil.copytree(data.root, tmp_path / "whole"))
    before = figures(data)
    purge(data, OVER)
    pipeline.load(data, [], OVER, rebuild=True)
    assert figures(data) == before
    for each in (data, other):
        pipeline.load(each, [made[2]], OVER)
    assert figures(data) == figures(other) != before


def test_a_purged_original_that_is_sent_again_changes_nothing_and_is_not_kept(data, made, capsys):
    purge(data, OVER)
    left = there(data)
    loaded = pipeline.load(data, [made[1]], OVER)
    assert sum(receipt.purged for receipt in loaded.received) == len(receipts(data)) - 2
    assert there(data) - left == {receipts(data)[-1].stored_as}  # the one that had not been sent
    main(["load", str(made[1]), "--quick", "--data", str(data.root)])
    assert "份的原件已到期清除，行都在，不再保存" in capsys.readouterr().out
    assert b'"purged"' not in (data.landing / "receipts.jsonl").read_bytes()


def test_what_was_purged_is_kept_again_where_nothing_read_from_it_is_left(data, made):
    purge(data, OVER)
    shutil.rmtree(data.parsed)
    before = figures(data)
    pipeline.load(data, [made[1]], OVER)
    assert len(there(data)) == len(receipts(data))
    assert figures(data) != before  # the later file
    assert all(not receipt.purged for receipt in landing.land([made[1]], data, OVER))
