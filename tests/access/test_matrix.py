"""The access matrix over HTTP: roles × pages, files, sockets, uploads; and again after log-out."""

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from dashboard import exports, gate, roles
from etl import audit, sessions
from etl.paths import ROOT
from tests.access.conftest import ADDRESS, HERE, furnish

FIGURES = ["overview", "quota", "progress", "quality", "flags"]
HAS = {
    "office": [*FIGURES, "county", "digest", "precheck", "data", "papers", "rules"],
    "leader": [*FIGURES, "digest", "data", "papers", "rules"],
    "school": ["overview", "quota", "progress", "quality", "rules"],
    "hejing": [*FIGURES, "county", "digest", "precheck", "data", "papers", "rules"],
    "korla": [*FIGURES, "county", "digest", "precheck", "data", "papers", "rules"],
    "nothing": [
        *FIGURES,
        "county",
        "digest",
        "precheck",
        "data",
        "papers",
        "rules",
    ],  # with nothing on them
    "auditor": ["log"],
    "boss": ["accounts"],
    "gone": None,
    "": None,
    "logged out": None,
}
FIRST = {"auditor": "log", "boss": "accounts"}
OTHERS = (
    ("GET", "/static/js/none.js"),
    ("GET", "/favicon.png"),
    ("GET", "/_stcore/health"),
    ("GET", "/_stcore/host-config"),
    ("GET", "/_stcore/metrics"),
    ("GET", "/media/0123456789abcdef.xlsx"),
    ("PUT", "/_stcore/upload_file/some-session/some-file"),
    ("POST", "/_stcore/agent"),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory, small_data, hashes):
    with pytest.MonkeyPatch.context() as patch:
        made = furnish(tmp_path_factory.mktemp("matrix") / "house", small_data, hashes)
        patch.setenv("BZ_DATA", str(made.data.root))
        yield made


@pytest.fixture(scope="module")
def clients(house, application):
    """A client for every role, with a cookie where one can be had."""
    made = {}
    for name in HAS:
        made[name] = TestClient(application, ADDRESS, client=HERE, follow_redirects=False)
        if name and name != "logged out":
            made[name].cookies.set("bz_session", house.token(name))
    token = house.token("office")
    made["logged out"].cookies.set("bz_session", token)
    made["logged out"].post("/logout", headers={"Origin": ADDRESS})
    made["logged out"].cookies.set("bz_session", token)  # a copy that somebody kept
    return made


def test_the_matrix_knows_every_page_and_every_role():
    assert {path.stem for path in (ROOT / "dashboard" / "views").glob("*.py")} <= set(roles.PAGES)
    assert {name: roles.pages_for(role) for name, role in ROLE_OF.items()} == {
        name: HAS[name] for name in ROLE_OF
    }
    assert roles.pages_for("nobody") == roles.pages_for("") == []


ROLE_OF = {
    "office": "office",
    "leader": "leader",
    "school": "sector",
    "hejing": "county",
    "auditor": "auditor",
    "boss": "admin",
}


@pytest.mark.parametrize("page", roles.PAGES)
@pytest.mark.parametrize("name", HAS)
def test_a_page_is_only_for_its_roles(clients, house, name, page):
    denied = len(house.entries(audit.DENIED))
    answer = clients[name].get(f"/{page}?county=库尔勒市")
    own = HAS[name]
    if own is None:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=")
    elif page == FIRST.get(name, "overview"):
        assert (answer.status_code, answer.headers["location"][:2]) == (303, "/?")
    elif page in own:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 403
        assert "没有权限" in answer.text
        last = house.entries(audit.DENIED)[-1]
        assert (last.account_id, last.subject) == (name, page)
    expected = int(own is not None and page not in own)
    assert len(house.entries(audit.DENIED)) - denied == expected


@pytest.mark.parametrize(("method", "path"), OTHERS)
@pytest.mark.parametrize("name", HAS)
def test_nothing_else_is_open_without_a_session(clients, name, method, path):
    status = clients[name].request(method, path).status_code
    assert (status == 401) == (HAS[name] is None)


@pytest.mark.parametrize("name", HAS)
def test_the_first_page_of_a_role_answers_at_the_root(clients, name):
    answer = clients[name].get("/")
    assert answer.status_code == (303 if HAS[name] is None else 200)


@pytest.mark.parametrize("name", HAS)
def test_a_socket_opens_only_for_a_session(house, clients, name):
    reached = []

    async def inner(scope, _receive, send):
        reached.append(dict(scope["headers"]).get(b"x-bz-session"))
        await send({"type": "websocket.close", "code": 1000})

    client = TestClient(gate.Gate(inner), ADDRESS, client=HERE, cookies=clients[name].cookies)
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/_stcore/stream"):
        pass
    if HAS[name] is None:
        assert (closed.value.code, reached) == (1008, [])
    else:
        assert closed.value.code == 1000
        [sha256] = reached
        assert sessions.find(house.register, sha256.decode(), *_now()).account.id == name


def _now():
    from dashboard import access

    return access.now(), access.limits()


@pytest.mark.parametrize("name", HAS)
def test_a_file_is_given_only_to_the_session_it_was_made_for(house, clients, name):
    async def inner(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"rows of hejing"})

    token = clients["hejing"].cookies["bz_session"]
    noted = exports.noted(
        b"rows of hejing", exports.Export("evidence", rows=1), sessions.digest(token)
    )
    assert noted() == b"rows of hejing"
    client = TestClient(gate.Gate(inner), ADDRESS, client=HERE, cookies=clients[name].cookies)
    status = client.get("/media/some.xlsx").status_code
    assert status == (401 if HAS[name] is None else 200 if name == "hejing" else 404)
    assert house.entries(audit.TAKEN)[-1].account_id == "hejing"


@pytest.mark.parametrize("name", HAS)
def test_log_out_may_be_asked_by_anyone_and_only_ends_the_own_session(house, application, name):
    other = house.token("leader")
    client = TestClient(application, ADDRESS, client=HERE, follow_redirects=False)
    if name and name not in ("gone", "logged out"):
        client.cookies.set("bz_session", house.token(name))
    assert client.post("/logout", headers={"Origin": ADDRESS}).status_code in (303, 401)
    assert client.get("/rules").status_code == 303
    assert sessions.find(house.register, sessions.digest(other), *_now()).account.id == "leader"
