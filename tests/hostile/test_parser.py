"""The parser's process: what a file may cost, what becomes of it when it dies; nobody waits for ever."""

import os
import threading
from pathlib import Path

import pytest

from etl.paths import REFERENCE
from etl.reading import children, limits
from etl.reading.child import Request
from etl.reading.children import Child, parse_all
from etl.reading.parsed import Parsed
from tests.contract import hostile
from tests.contract.office_files import GOOD, text_table, xlsx
from tests.hostile.__main__ import faults_of
from tests.hostile.__main__ import main as look_over
from tests.hostile.corpus import ALL, numbers
from tests.hostile.wild import AS_ROSTERS, outcomes

COSTLY = [
    hostile.rectangle_that_eats_all_memory,
    hostile.rectangle_that_fits_the_address_space_only,
    hostile.old_workbook_that_lies_about_its_size,
    hostile.cell_of_50_megabytes,
]


def request(path, folder):
    return Request(str(path), path.name, str(folder / "cells"))


@pytest.fixture
def slow_table(tmp_path):
    """A text table that takes seconds to read."""
    table = text_table(tmp_path / "慢.csv", [[*row, *["字"] * 40] for row in GOOD])
    table.write_bytes(table.read_bytes() * 120_000)
    return table


@pytest.fixture
def good(tmp_path):
    return xlsx(tmp_path / "好.xlsx", {"审核": GOOD})


@pytest.fixture
def starts(monkeypatch):
    """Every start of a process."""
    made, really = [], Child._start
    monkeypatch.setattr(Child, "_start", lambda self: made.append(self) or really(self))
    return made


def test_no_file_takes_more_than_the_memory_and_the_time_that_it_may(tmp_path):
    for each in outcomes([make(tmp_path) for make in COSTLY], workers=1):
        assert each.rule == "too_large"
        assert not faults_of(each)
        assert each.peak > 20 or not Path("/proc/self").is_dir()  # it was looked at


def test_the_time_of_a_file_is_one_whatever_is_tried(tmp_path, good, slow_table, starts):
    child = Child(REFERENCE)
    assert child.parse(request(good, tmp_path)).refusal is None
    child._wall_seconds = 1
    answer = child.parse(request(slow_table, tmp_path))
    assert (answer.refusal.rule, answer.again) == ("too_large", False)
    assert "超过 1 秒" in answer.refusal.detail
    assert len(starts) == 1  # there was no time left for a second one
    child._wall_seconds = limits.WALL_SECONDS
    assert child.parse(request(good, tmp_path)).refusal is None
    child.close()
    assert limits.WALL_SECONDS < 20


@pytest.mark.slow
def test_a_file_that_has_spent_its_seconds_is_not_tried_again(tmp_path, good, slow_table, starts):
    child = Child(REFERENCE, cpu_seconds=1)
    assert child.parse(request(good, tmp_path)).refusal is None
    assert child.parse(request(slow_table, tmp_path)).refusal.rule == "too_large"
    assert len(starts) == 1
    child.close()


def test_a_path_of_any_bytes_is_read(tmp_path, good):
    odd = good.rename(tmp_path / os.fsdecode(b"\xff\xfe.xlsx"))
    child = Child(REFERENCE)
    answer = child.parse(request(odd, tmp_path))
    child.close()
    assert answer.refusal is None
    assert answer.sheets[0].rows == 1


def test_where_the_cells_cannot_be_written_the_file_is_not_blamed(tmp_path, good):
    child = Child(REFERENCE)
    answer = child.parse(Request(str(good), good.name, str(tmp_path / "nowhere" / "cells")))
    child.close()
    assert answer.again
    assert "无法写入" in answer.refusal.detail
    assert "不用重新报送" in answer.refusal.detail


def test_where_no_process_can_be_started_the_file_is_not_blamed(tmp_path, good, monkeypatch):
    def no_more(*_, **__):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(children.subprocess, "Popen", no_more)
    answer = Child(REFERENCE).parse(request(good, tmp_path))
    assert answer.again
    assert "无法启动" in answer.refusal.detail


@pytest.mark.parametrize("many", [1, 20])
def test_whatever_goes_wrong_beside_the_parser_is_raised_and_nobody_waits(
    tmp_path, good, monkeypatch, many
):
    def stumble(_, asked):
        if asked.file_name == "坏":
            raise RuntimeError("stumbled")
        return Parsed()

    monkeypatch.setattr(Child, "parse", stumble)
    asked = [
        Request(str(good), "坏" if n == many - 1 else "好", str(tmp_path / "c"))
        for n in range(many)
    ]
    told = []
    waiting = threading.Thread(target=lambda: told.append(_raised(asked)), daemon=True)
    waiting.start()
    waiting.join(10)
    assert told == ["stumbled"]


def _raised(asked):
    try:
        list(parse_all(asked, REFERENCE))
    except RuntimeError as error:
        return str(error)
    return None


def test_the_report_over_a_folder_finds_what_is_wrong_and_only_that(tmp_path, capsys):
    for case, no in numbers(ALL)[::25]:
        if not case.slow:
            case.make(tmp_path, no)
    assert look_over([str(tmp_path)]) == 0
    assert "!!" not in capsys.readouterr().out
    (each,) = outcomes([xlsx(tmp_path / "一.xlsx", {"审核": GOOD})], workers=1)
    assert not faults_of(each)
    each.rows, each.seconds, each.peak = 0, 20.5, 513
    assert faults_of(each) == ["a success without a row", "too long", "too much memory"]
    each.rule, each.words = "odd", "Traceback"
    assert {"no rule of the contract", "foreign words"} <= {*faults_of(each)}


@pytest.mark.parametrize("step", [16, pytest.param(1, marks=pytest.mark.slow)])
def test_read_to_the_end_as_if_they_were_rosters_no_file_meets_a_fault_of_ours(tmp_path, step):
    quick = [(case, no) for case, no in numbers(ALL) if not case.slow]
    paths = [case.make(tmp_path, no) for case, no in quick[::step]]
    found = list(outcomes(paths, module=AS_ROSTERS))
    assert sum(not each.rule for each in found) > len(found) // 2
    assert not [(each, faults_of(each)) for each in found if faults_of(each)]
