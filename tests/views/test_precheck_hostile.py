"""Hostile files dropped on the page itself: told in words, and the page goes on."""

import pytest

from dashboard.words import speaking
from tests.hostile import bombs, encodings, formats, layouts, texts
from tests.hostile.corpus import ALL, numbers
from tests.views.test_precheck import data, desk

__all__ = ["data", "desk"]
PARTS = (encodings, formats, bombs, layouts, texts)
NAMES = [case.name for part in PARTS for case in part.CASES[::5] if not case.slow]
NUMBERS = {case.name: (case, no) for case, no in numbers(ALL)}


@pytest.mark.slow  # a few that every run tries stand in test_precheck.py
@pytest.mark.parametrize("at", range(0, len(NAMES), 12))
def test_a_hostile_file_is_told_in_words_and_the_next_one_is_looked_at(desk, tmp_path, at):
    page = desk()
    for name in [*NAMES[at : at + 12], None]:
        case, no = NUMBERS[name or "utf-8"]
        path = case.make(tmp_path, no)
        with speaking("zh"):
            page.app.file_uploader[0].upload(f"../{path.name}", path.read_bytes()).run()
        assert not page.app.exception, name
        page = type(page)(page.app)
        said = page.html
        assert "Traceback" not in said
        assert "检查没有完成" not in said, name
        if case.rule:
            assert page.headline().startswith("还不能报送：整份文件不能收"), (name, page.headline())
            for word in case.words:
                assert _bare(word) in _bare(page.text), (name, word)
    assert page.headline().startswith("可以报送")


def _bare(text):
    """Without blanks and quotes, which a page sets in its own way."""
    return "".join(text.split()).replace("“", "").replace("”", "")
