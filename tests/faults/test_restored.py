"""F10: after a total loss a backup brings back the same content, within five minutes."""

import shutil

from tests.faults.conftest import content

WITHIN = 300.0  # seconds


def test_what_is_lost_comes_back_the_same(forge, season, tmp_path, tally):
    data = season.copy(tmp_path / "data")
    before = content(data)
    saved = forge.run("backup", tmp_path / "saved", data=data)
    assert saved.code == 0, saved.told
    shutil.rmtree(data.root)
    back = forge.run("restore", tmp_path / "saved", data=data)
    assert back.code in (0, 1), back.told
    assert content(data) == before
    assert back.seconds < WITHIN
    tally("F10", 1)
