"""The gate: who comes in, how, and what a client cannot bring along."""

import json
import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from dashboard import access, gate
from dashboard.__main__ import require_account
from etl import account_acts, accounts, audit, sessions
from etl.account_acts import Wish
from etl.errors import UserError
from etl.sessions import Limits
from tests.access.conftest import ADDRESS, HERE, NOW, PASSWORD


def log_in(client, account, password=PASSWORD, **more):
    form = {"account": account, "password": password, **more}
    return client.post("/login", data=form, headers={"Origin": ADDRESS})


@pytest.fixture
def no_accounts(tmp_path, small_data, monkeypatch):
    for part in ("warehouse", "landing"):
        (tmp_path / part).symlink_to(getattr(small_data, part))
    monkeypatch.setenv("BZ_DATA", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("no_accounts")
def test_with_no_account_this_machine_needs_no_log_in(client):
    for path in ("/", "/quota", "/_stcore/health", "/healthz"):
        assert client.get(path).status_code == 200, path
    assert client.get("/login").headers["location"] == "/"


@pytest.mark.usefixtures("no_accounts")
@pytest.mark.parametrize(
    "ends",
    [
        {"client": ("10.1.2.3", 4000)},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"Host": "example.org:8501"}},
        {"base_url": "http://192.168.1.5:8501"},
    ],
)
def test_with_no_account_nobody_else_comes_in(application, ends):
    asked = {"base_url": ADDRESS, "client": HERE} | ends
    found = TestClient(application, follow_redirects=False, **asked)
    for path in ("/", "/quota", "/login", "/_stcore/health"):
        refused = found.get(path)
        assert refused.status_code == 403, path
        assert "还没有账号" in refused.text
    assert found.get("/healthz").status_code == 200


@pytest.mark.usefixtures("no_accounts")
def test_a_server_for_others_does_not_start_without_an_account():
    with pytest.raises(UserError, match="还没有账号") as told:
        require_account("0.0.0.0")
    assert "account add" in told.value.cure
    require_account("127.0.0.1")
    wish = Wish("boss", "管理", "admin")
    account_acts.add(access.register(), wish, audit.COMMAND_LINE, NOW, PASSWORD)
    require_account("0.0.0.0")


def test_one_account_ends_the_demo(visitor):
    assert visitor.get("/quota").headers["location"] == "/login?next=/quota"
    assert visitor.get("/quota?lang=en").headers["location"].endswith("&lang=en")


def test_the_right_password_opens_a_session_whose_token_only_the_browser_has(house, client):
    answer = log_in(client, "hejing", next="/quota?county=和静县")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/quota?county=%E5%92%8C%E9%9D%99%E5%8E%BF",
    )
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; ")[1:])
    token = cookie.split("=")[1].split(";")[0]
    for file in house.data.root.glob("register*"):
        assert token.encode() not in file.read_bytes()
    assert client.get("/quota").status_code == 200
    assert house.entries(audit.SIGNED_IN)[-1].account_id == "hejing"


@pytest.mark.usefixtures("house")
def test_over_https_the_cookie_is_secure(application):
    client = TestClient(application, "https://127.0.0.1:8501", client=HERE, follow_redirects=False)
    form = {"account": "hejing", "password": PASSWORD}
    answer = client.post("/login", data=form, headers={"Origin": "https://127.0.0.1:8501"})
    assert "Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    ("account", "password", "noted", "why"),
    [
        ("hejing", "wrong-horse-9", "hejing", "password"),
        ("gone", PASSWORD, "gone", "disabled"),
        ("my-secret-typed-here", "x", "", "unknown"),
        ("hejing", "x" * 5000, "hejing", "password"),
    ],
)
def test_a_failure_tells_nothing_and_is_registered(house, client, account, password, noted, why):
    answer = log_in(client, account, password)
    assert answer.status_code == 401
    assert "账号或密码不对" in answer.text
    assert "set-cookie" not in answer.headers
    entry = house.entries(audit.REFUSED)[-1]
    assert (entry.subject, json.loads(entry.detail)["why"]) == (noted, why)
    assert "my-secret" not in "".join(entry.detail + entry.subject for entry in house.entries())


@pytest.mark.parametrize(
    "asked", ["//evil.example", "https://evil.example", "/\\evil", "javascript:1"]
)
def test_after_log_in_one_never_lands_on_another_site(visitor, asked):
    assert log_in(visitor, "hejing", next=asked).headers["location"] == "/"


def test_what_was_typed_is_escaped(visitor):
    answer = log_in(visitor, '"><script>x</script>', "x", next='/"><script>')
    assert "<script" not in answer.text


def test_a_big_form_is_refused(visitor):
    assert log_in(visitor, "hejing", "x" * 20_000).status_code == 413


def test_log_in_and_log_out_from_another_site_are_refused(visitor, as_):
    form = {"account": "hejing", "password": PASSWORD}
    away = {"Origin": "https://evil.example"}
    assert visitor.post("/login", data=form, headers=away).status_code == 403
    assert as_("hejing").post("/logout", headers=away).status_code == 403
    assert visitor.get("/quota").status_code == 200


def test_a_client_cannot_say_who_it_is(house, client):
    found = sessions.digest(house.token("office"))
    lie = {"X-Bz-Session": found, "X-Forwarded-User": "office", "Remote-User": "office"}
    assert client.get("/", headers=lie).status_code == 303
    seen = {}

    async def inner(scope, _receive, _send):
        seen.update(dict(scope["headers"]))

    cookie = {"cookie": f"bz_session={house.token('hejing')}"}
    with pytest.raises(Exception):  # noqa: B017, PT011 the inner app answers nothing
        TestClient(gate.Gate(inner), ADDRESS, client=HERE).get("/x/y", headers=lie | cookie)
    assert seen[b"x-bz-session"] != found.encode()
    assert not [name for name in seen if name in (b"x-forwarded-user", b"remote-user")]


def test_a_new_log_in_ends_the_session_that_the_browser_still_had(house, client):
    before = house.token("hejing")
    client.cookies.set("bz_session", before)
    log_in(client, "korla")
    assert access.session(sessions.digest(before)) is None


def test_log_out_ends_the_session_for_a_copied_cookie_too(house, client):
    token = house.token("hejing")
    client.cookies.set("bz_session", token)
    assert client.get("/logout").status_code == 200
    assert client.get("/quota").status_code == 200, "a mere link logs nobody out"
    assert client.post("/logout", headers={"Origin": ADDRESS}).status_code == 303
    client.cookies.set("bz_session", token)
    for path in ("/quota", "/_stcore/health", "/static/js/x.js", "/media/x.xlsx"):
        assert client.get(path).status_code in (303, 401), path
    assert house.entries(audit.SIGNED_OUT)


@pytest.mark.parametrize(("after", "is_open"), [(29, True), (31, False)])
def test_a_session_ends_when_idle(house, after, is_open):
    found = sessions.digest(house.token("hejing", NOW))
    later = NOW + timedelta(minutes=after)
    assert (sessions.find(house.register, found, later, Limits()) is not None) == is_open


def test_acts_keep_a_session_open_but_not_for_ever(house):
    found, at = sessions.digest(house.token("hejing", NOW)), NOW
    while (session := sessions.find(house.register, found, at, Limits())) is not None:
        sessions.touch(house.register, session, at, Limits())
        at += timedelta(minutes=20)
    assert timedelta(hours=10) < at - NOW <= timedelta(hours=10, minutes=20)


def test_disabling_ends_every_session_at_once(house, as_):
    client = as_("hejing")
    assert client.get("/quota").status_code == 200
    account_acts.disable(house.register, "hejing", audit.COMMAND_LINE, access.now())
    assert client.get("/quota").status_code == 303


def test_a_password_made_up_must_be_changed_before_anything_else(house, client):
    made = account_acts.set_password(house.register, "hejing", audit.COMMAND_LINE, access.now())
    assert log_in(client, "hejing", made).status_code == 303
    assert client.get("/quota").headers["location"] == "/password?next=/quota"
    assert client.get("/_stcore/health").status_code == 403
    assert "别人给的" in client.get("/password").text
    fresh = {"new": "blue-river-77-stone", "again": "blue-river-77-stone"}
    wrong = {"password": "x"} | fresh
    assert client.post("/password", data=wrong, headers={"Origin": ADDRESS}).status_code == 422
    short = {"password": made, "new": "short", "again": "short"}
    assert "太短" in client.post("/password", data=short, headers={"Origin": ADDRESS}).text
    right = {"password": made} | fresh
    assert client.post("/password", data=right, headers={"Origin": ADDRESS}).status_code == 303
    assert client.get("/quota").status_code == 200
    assert not accounts.find(house.register, "hejing").must_change


def test_pages_are_never_kept_and_static_files_may_be(as_):
    client = as_("office")
    assert client.get("/quota").headers["cache-control"] == "no-store"
    name = re.search(r"/static/js/[\w.-]+\.js", client.get("/").text.replace('"./', '"/'))[0]
    assert "immutable" in client.get(name).headers["cache-control"]


def test_a_register_that_cannot_be_read_lets_nobody_in(house, client):
    house.register.path.write_bytes(b"not a database" * 99)
    refused = client.get("/")
    assert refused.status_code == 503
    assert "登记簿" in refused.text


def test_the_log_in_page_speaks_both_languages_without_script(visitor):
    for language, word in (("zh", "登录"), ("en", "Log in")):
        page = visitor.get(f"/login?lang={language}").text
        assert f"<h1>{word}</h1>" in page
        assert "<script" not in page
