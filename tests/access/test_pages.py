"""Pages as each role sees them: whose persons stand there, whatever the address asks for."""

import json

import pytest

from dashboard import parts, signed_in
from etl import account_acts, audit, sessions, warehouse
from etl.paths import ROOT
from etl.reference import places
from tests.access.conftest import furnish
from tests.access.taken_away import written
from tests.access.test_matrix import HAS
from tests.app_test import AppTest

SERIES_PAGES = HAS["school"]
CASES = [
    *(("hejing", page, {}) for page in HAS["hejing"]),
    *(("hejing", page, {"county": "库尔勒市"}) for page in ("quota", "quality", "county", "data")),
    *(("hejing", page, {"county": "全州"}) for page in ("overview", "quota", "flags", "digest")),
    ("hejing", "quota", {"county": "全州", "list": "申报"}),
    *(("school", page, {"series": "卫生健康", "county": "和静县"}) for page in SERIES_PAGES),
    *(("leader", page, {"county": "和静县"}) for page in HAS["leader"]),
    ("office", "quality", {"county": "和静县"}),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory, small_data, hashes):
    with pytest.MonkeyPatch.context() as patch:
        made = furnish(tmp_path_factory.mktemp("pages") / "house", small_data, hashes)
        patch.setenv("BZ_DATA", str(made.data.root))
        yield made


@pytest.fixture(scope="module")
def people(small_data):
    """Name, number, county and series of every applicant whose name nobody else has."""
    with warehouse.open_version(warehouse.current(small_data.warehouse)) as con:
        return con.execute(
            "select name, application_no, county_code, series_code from accepted.roster"
            " where season in (2024, 2025) qualify count(*) over (partition by name) = 1"
        ).fetchall()


@pytest.fixture
def files(monkeypatch):
    """What the page offers to take away: its name and what makes it."""
    offered = {}
    kept = parts.st.download_button

    def button(label, data, name, *args, **more):
        offered[name] = data
        return kept(label, data, name, *args, **more)

    monkeypatch.setattr(parts.st, "download_button", button)
    return offered


def start(house, name, page, asked=None, token=None):
    app = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=30)
    app.user = {"session": sessions.digest(token or house.token(name))}
    for key, value in (asked or {}).items():
        app.query_params[key] = value
    if page not in ("overview", "log", "accounts"):
        app.switch_page(f"views/{page}.py")
    return app.run()


def words(app):
    bodies = [each.proto.body for each in app.get("html")]
    texts = [body for body in bodies if not body.startswith("<style")]
    return "\n".join([*texts, *(each.proto.spec for each in app.get("plotly_chart"))])


def contents(offered):
    """All that stands in the files that a page offers."""
    return written({name: make() for name, make in offered.items()})


@pytest.mark.parametrize(("name", "page", "asked"), CASES)
def test_only_persons_of_the_scope_stand_on_a_page_and_in_its_files(
    house, people, files, name, page, asked
):
    app = start(house, name, page, asked)
    assert not app.exception, [each.value for each in app.exception]
    assert not app.error, [each.value for each in app.error]
    scope = house.account(name).scope
    shown = words(app) + contents(files)
    assert 'class="headline"' in shown
    for person, number, county, series in people:
        if county not in scope.counties or series not in scope.series:
            assert number not in shown, (number, county)
        if county not in scope.counties or series not in scope.series or not scope.sees_persons:
            assert person not in shown, (person, county)


def test_names_do_stand_on_the_pages_of_those_who_may_see_them(house, people):
    for name, asked in (("hejing", {}), ("office", {"county": "和静县"})):
        shown = words(start(house, name, "quota", {"list": "申报", **asked}))
        mine = [person for person, _, county, _ in people if county == "652827"]
        assert [person for person in mine if person in shown], name


def test_an_address_of_another_county_is_told_and_noted(house):
    before = len(house.entries(audit.DENIED))
    shown = words(start(house, "hejing", "quality", {"county": "库尔勒市"}))
    assert "没有县市“库尔勒市”，现显示和静县" in shown
    entry = house.entries(audit.DENIED)[-1]
    assert (entry.account_id, entry.subject) == ("hejing", "652801")
    assert len(house.entries(audit.DENIED)) == before + 1


def test_others_are_counted_where_the_season_publishes_it_and_nowhere_else(house, monkeypatch):
    names = [place.name for place in places("counties") if place.code != "652827"]
    asked = {"county": "全州"}
    assert all(name in words(start(house, "hejing", "overview", asked)) for name in names)
    for page in ("progress", "quality", "flags", "data"):
        shown = words(start(house, "hejing", page, asked))
        assert not [name for name in names if f">{name}<" in shown], page

    def closed(scope, _season):
        return scope

    monkeypatch.setattr(signed_in, "published", closed)
    shown = words(start(house, "hejing", "overview", asked))
    assert not [name for name in names if name in shown]


@pytest.mark.parametrize(("name", "page"), [("auditor", "log"), ("boss", "accounts")])
def test_who_keeps_the_house_sees_no_figure_and_no_person(house, people, files, name, page):
    app = start(house, name, page)
    shown = words(app) + contents(files)
    assert not app.exception
    assert "data-count" not in shown
    assert not [person for person, number, _, _ in people if person in shown or number in shown]
    assert "hejing" in shown


def test_an_account_without_a_scope_sees_that_it_has_none(house):
    shown = words(start(house, "nothing", "overview"))
    assert "还没有分配范围" in shown
    assert "data-count" not in shown


@pytest.mark.parametrize("name", ["auditor", "boss", "school", "leader"])
def test_a_page_of_another_role_is_not_even_registered(house, name):
    missing = "county" if name != "auditor" else "overview"
    app = start(house, name, "overview")
    with pytest.raises(Exception, match=r"(?i)page|views"):
        app.switch_page(f"views/{missing}.py").run()


def test_an_open_page_ends_with_its_session_at_the_next_action(house, people):
    token = house.token("korla")
    app = start(house, "korla", "quality", token=token)
    assert "登录已结束" not in words(app)
    account_acts.disable(house.register, "korla", audit.COMMAND_LINE, _now())
    app.run()
    shown = words(app)
    assert "登录已结束" in shown
    assert "data-count" not in shown
    assert not [person for person, *_ in people if person in shown]
    account_acts.enable(house.register, "korla", audit.COMMAND_LINE, _now())


def test_another_scope_holds_from_the_next_action(house):
    token = house.token("korla")
    app = start(house, "korla", "quality", token=token)
    wish = account_acts.Wish("korla", "轮台县人社局", "county", county="轮台县")
    account_acts.change(house.register, wish, audit.COMMAND_LINE, _now())
    app.run()
    assert "轮台县" in words(app)
    assert "库尔勒市" not in words(app)
    wish = account_acts.Wish("korla", "库尔勒市人社局", "county", county="库尔勒市")
    account_acts.change(house.register, wish, audit.COMMAND_LINE, _now())


def test_the_running_line_above_a_page_is_no_act_of_the_user(house):
    token = house.token("hejing")
    found = sessions.digest(token)
    app = start(house, "hejing", "rules", token=token)
    limits = sessions.Limits()
    later = _now() + limits.idle / 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dashboard.access.now", lambda: later)
        before = sessions.find(house.register, found, later, limits).last_seen_at
        assert signed_in.access.session(found).last_seen_at == before, "looking is no act"
        app.run()
        assert sessions.find(house.register, found, later, limits).last_seen_at > before


def test_lists_and_files_are_noted_with_filters_rows_and_hash(house, files):
    app = start(house, "hejing", "county")
    opened = house.entries(audit.OPENED)[-1]
    detail = json.loads(opened.detail)
    assert (opened.account_id, opened.name) == ("hejing", "")
    assert detail["counties"] == ["652827"]
    assert (detail["page"], detail["season"], detail["day"]) == ("county", 2025, "2025-12-03")
    assert detail["rows"] > 0
    assert opened.warehouse_version
    count = len(house.entries(audit.OPENED))
    app.run()
    assert len(house.entries(audit.OPENED)) == count, "the same list once a session"
    import hashlib

    name, make = next(iter(files.items()))
    made = make()
    taken = json.loads(house.entries(audit.TAKEN)[-1].detail)
    assert taken["sha256"] == hashlib.sha256(made).hexdigest(), name
    assert taken["counties"] == ["652827"]


def test_what_is_not_noted_is_not_shown(tmp_path, small_data, hashes, monkeypatch):
    house = furnish(tmp_path / "house", small_data, hashes)
    monkeypatch.setenv("BZ_DATA", str(house.data.root))

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    token = house.token("hejing")
    monkeypatch.setattr("etl.register.os.fsync", full)
    app = start(house, "hejing", "county", token=token)
    assert app.exception
    assert "data-count" not in words(app)


def test_the_log_holds_no_person_and_its_chain_holds(house, people):
    text = "\n".join(f"{e.name} {e.subject} {e.detail}" for e in house.register.entries())
    assert not [person for person, number, _, _ in people if person in text or number in text]
    assert house.register.verify() == []


def _now():
    from dashboard import access

    return access.now()


def test_an_extension_of_a_whole_county_is_no_person_and_that_of_one_application_is():
    rows = [{"county_code": "652827", "application_no": None}, {"application_no": "20250109901"}]
    assert signed_in.cases_in(rows) == 1
