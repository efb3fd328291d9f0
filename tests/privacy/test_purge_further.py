"""Originals go when their time is over, and nothing that was read from them does: further."""

from datetime import date
from pathlib import Path

import pytest

from etl import audit, warehouse
from etl.__main__ import main
from etl.commands import purge as command
from etl.doctor import holdings, upkeep
from etl.doctor.told import Asked, State
from etl.errors import UserError
from etl.keeping import retention
from etl.keeping.purge import due, purge
from etl.reading import landing
from etl.reading.landing import PURGED, receipts
from tests.privacy.purge_seen import (
    LAST,
    NOW,
    OVER,
    cut_rows,
    data,
    made,
    parsed_of,
    there,
)

__all__ = ["data", "made"]


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
