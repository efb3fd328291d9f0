"""How tests are shared out among workers: a file stays with one, a folder that starts much does so once."""

import pytest

# One browser with one dashboard; one process that forks runs. In `make faults` these are most of the work.
WHOLE = ("tests/browser", "tests/faults")


def common_folder(tmp_path_factory):
    """Give a folder that all workers of a run share; pytest-xdist gives each of them one of its own."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if folder.name.startswith("popen-") else folder


def unit_of(nodeid, *, is_everything=False):
    """Name what a test is handed out with: its file, or its folder."""
    file = nodeid.split("::", 1)[0]
    folder = file.rpartition("/")[0]
    return folder if folder in WHOLE and not is_everything else file


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what `make faults` counts; begin with the browser, which takes longest and waits much."""
    for item in items:
        if unit_of(item.nodeid) == "tests/faults":
            item.add_marker("faults")
    items.sort(key=lambda item: unit_of(item.nodeid) != WHOLE[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    is_everything = config.getoption("markexpr") != "not slow"

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return unit_of(nodeid, is_everything=is_everything)

    return Scheduling(config, log) if config.getoption("dist") == "loadfile" else None
