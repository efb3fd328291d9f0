"""Originals go when their time is over, and nothing that was read from them does."""

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from etl import audit, pipeline, warehouse
from etl.__main__ import main
from etl.commands import purge as command
from etl.doctor import holdings, upkeep
from etl.doctor.told import Asked, State
from etl.errors import UserError
from etl.keeping import retention
from etl.keeping.purge import due, purge
from etl.keeping.state import figures_of
from etl.paths import DataFolder
from etl.reading import landing
from etl.reading.landing import PURGED, receipts
from etl.register import BEIJING, register_of
from etl.seasons import load_season
from tests.property.small_season import sheets, write

NOW = datetime(2022, 12, 31, 18, 0, tzinfo=BEIJING)
OVER = datetime(2024, 1, 1, 0, 30, tzinfo=BEIJING)
LAST = datetime(2023, 12, 31, 23, 30, tzinfo=BEIJING)


@pytest.fixture(scope="module")
def made(season_2022, tmp_path_factory):
    """A small season, loaded, with one file that was refused; and a later file that was not."""
    sent = tmp_path_factory.mktemp("sent")
    made = sheets(season_2022)
    paths = [write(sheet, sent, Random(n), name=f"{n}") for n, sheet in enumerate(made)]
    later = next(path for path in paths if "公示" in path.name)
    (sent / "坏.xlsx").write_bytes(b"PK bad")
    first = [path for path in paths if path != later] + [sent / "坏.xlsx"]
    data = DataFolder(tmp_path_factory.mktemp("made") / "data")
    pipeline.load(data, first, NOW)
    return data, sent, later


@pytest.fixture
def data(made, tmp_path):
    return DataFolder(shutil.copytree(made[0].root, tmp_path / "data"))


def there(data):
    return {each.name for each in data.landing.glob("[0-9a-f]*")}


def figures(data):
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        return figures_of(con)


def kept(data):
    """Everything but the originals, by content."""
    inside = (path for path in data.root.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {
        path.relative_to(data.root).as_posix(): path.read_bytes()
        for path in inside
        if path.parent != data.landing or path.name == "receipts.jsonl"
        if not path.name.startswith("register")
    }


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


def parsed_of(data, receipt, ending):
    return next(data.parsed.glob(f"*/{receipt.sha256}.{ending}"))


def cut_rows(data, receipt):
    import pyarrow.parquet as pq

    cells = parsed_of(data, receipt, "parquet")
    table = pq.read_table(cells)
    pq.write_table(
        table.filter([row != table["row_no"][-1].as_py() for row in table["row_no"].to_pylist()]),
        cells,
    )


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda data, one: parsed_of(data, one, "json").unlink(), retention.NOT_PARSED),
        (
            lambda data, one: parsed_of(data, one, "parquet").write_bytes(b"half"),
            retention.CUT_SHORT,
        ),
        (lambda data, one: parsed_of(data, one, "json").write_bytes(b"{"), retention.CUT_SHORT),
        (cut_rows, retention.CUT_SHORT),
    ],
)
def test_an_original_whose_rows_are_not_whole_stays_and_that_is_told(data, spoil, reason):
    one = receipts(data)[0]
    spoil(data, one)
    purge(data, OVER)
    assert one.stored_as in there(data)
    (held,) = [each for each in due(data, OVER) if each.receipt.sha256 == one.sha256]
    assert held.obstacle == reason


def test_with_another_contract_or_key_nothing_goes_before_it_has_been_read_anew(data, monkeypatch):
    monkeypatch.setenv("BZ_ID_KEY", "another key of no one")
    assert {each.obstacle for each in due(data, OVER)} == {retention.NOT_PARSED}
    monkeypatch.undo()
    for folder in data.parsed.iterdir():
        folder.rename(folder.with_name("000000000000"))
    assert {each.obstacle for each in due(data, OVER)} == {retention.NOT_PARSED}


def test_a_file_that_no_version_counts_yet_stays(data, made):
    landing.land([made[2]], data, NOW)
    from etl.reading.parsing import parse_new

    parse_new(data, data.reference)
    (held,) = [
        each for each in due(data, OVER) if each.path.name.startswith(receipts(data)[-1].sha256)
    ]
    assert held.obstacle == retention.NOT_PUBLISHED


def test_nothing_is_purged_while_a_load_runs(data):
    before = there(data)
    with warehouse.build_lock(data.warehouse, OVER), pytest.raises(UserError, match="正在进行"):
        purge(data, OVER)
    assert there(data) == before


def test_what_cannot_be_noted_does_not_happen(data, monkeypatch):
    before = there(data)

    def refuse(*_args, **_more):
        raise UserError("登记簿现在不能读写。")

    monkeypatch.setattr(audit, "note", refuse)
    with pytest.raises(UserError, match="登记簿"):
        purge(data, OVER)
    assert there(data) == before
    assert not (data.landing / PURGED).exists()


def test_what_could_not_be_deleted_is_told_and_goes_the_next_time(data, monkeypatch, capsys):
    monkeypatch.setattr(command, "datetime", type("Clock", (), {"now": lambda _: OVER}))
    one = receipts(data)[0]
    with monkeypatch.context() as patch:
        real = Path.unlink

        def unlink(path, **more):
            if path.name == one.stored_as:
                raise PermissionError
            real(path, **more)

        patch.setattr(Path, "unlink", unlink)
        assert main(["purge", "--yes", "--data", str(data.root)]) == 2
    assert "1 份没有删成" in capsys.readouterr().err
    assert one.stored_as in there(data)
    gone, stuck = purge(data, OVER)
    assert ([each.receipt.sha256 for each in gone], stuck) == ([one.sha256], [])


def test_a_file_of_several_seasons_is_kept_as_long_as_the_last_of_them(data, monkeypatch):
    one = receipts(data)[0]
    published = retention._published(data)
    rows, years = published[1]
    monkeypatch.setattr(retention, "_published", lambda _: published | {1: (rows, years | {2024})})
    (found,) = [each for each in retention.originals(data) if each.receipt == one]
    assert (found.season, found.through) == (2024, date(2025, 12, 31))


def test_the_examination_takes_the_ledger_of_purged_files_for_what_it_is(data):
    purge(data, OVER)
    (line,) = holdings.leftovers(Asked(data, OVER))
    assert line.state is State.FINE


def test_the_examination_reminds_of_originals_whose_time_is_over(data):
    (line,) = upkeep.originals(Asked(data, LAST))
    assert line.state is State.FINE
    (line,) = upkeep.originals(Asked(data, OVER))
    assert line.state is State.REMINDER
    assert f"{len(there(data)) - 1} 份已过保存期限（应保存至 2023-12-31）" in line.found
    purge(data, OVER)
    (line,) = upkeep.originals(Asked(data, OVER))
    assert line.state is State.FINE
