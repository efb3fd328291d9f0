"""No ID number and no mobile number in anything that comes out of the sample.

The quick search looks at two small seasons and one page of each kind; the slow one at the whole sample and
every address that its pages lead to. Hashes are no numbers of people (tests/privacy/numbers.py).
"""

import shutil

import pytest

from dashboard import roles
from etl import pipeline, private
from etl.paths import DataFolder
from etl.sample import generate
from tests.privacy.everything import NOW, PLACES, House, furnish, numbers_sent
from tests.privacy.numbers import numbers_in, pieces_of

# So many (where, text) at least, or the search has not looked.
LEAST = {
    "warehouse": 40,
    "pages": 16,
    "files taken away": 8,
    "command line": 16,
    "data folder, register and logs": 60,
}


@pytest.fixture(scope="module")
def house(small_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("everything")
    data = DataFolder(shutil.copytree(small_data.root, folder / "data"))
    with pytest.MonkeyPatch.context() as patch:
        yield furnish(data, patch, len(roles.PAGES) + 3, folder)


@pytest.fixture(scope="module")
def sent(house):
    return numbers_sent(house)


def search(house: House, place: str, sent: set[str]) -> int:
    looked = 0
    for where, text in PLACES[place](house):
        looked += 1
        assert numbers_in(text) == [], where
        assert pieces_of(sent, text) == set(), where
    return looked


def test_the_originals_are_full_of_what_is_searched_for(sent):
    ids = [number for number in sent if len(number) == 18]
    assert len(ids) > 50
    assert len(sent) - len(ids) > 50


@pytest.mark.parametrize("place", PLACES)
def test_no_number_of_a_person_comes_out(house, sent, place):
    assert search(house, place, sent) >= LEAST[place]


@pytest.mark.slow
def test_no_number_of_a_person_comes_out_of_the_whole_sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    data = DataFolder(folder / "data")
    generate(folder / "inbox")
    private.folder(data.landing)
    (data.landing / pipeline.SAMPLE_MARK).write_text("示例数据\n", "utf-8")
    pipeline.load(data, [folder / "inbox"], NOW)
    with pytest.MonkeyPatch.context() as patch:
        house = furnish(data, patch, 300, folder, is_quick=False)
        known = numbers_sent(house)
        assert len(known) > 1_000
        for place, least in LEAST.items():
            assert search(house, place, known) >= least
