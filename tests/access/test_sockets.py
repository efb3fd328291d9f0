"""Two people in one process, by real sockets: neither ever sees the other's rows, through whatever cache."""

import threading
import time
import urllib.error
import urllib.request

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from etl import account_acts, audit, warehouse
from tests.access.conftest import NOW, furnish
from tests.benchmarks.session import Session
from tests.serving import served

GIVEN_UP = 20
COUNTIES = {"hejing": "652827", "korla": "652801"}


@pytest.fixture(scope="module")
def house(tmp_path_factory, small_data, hashes):
    with pytest.MonkeyPatch.context() as patch:
        made = furnish(tmp_path_factory.mktemp("sockets") / "house", small_data, hashes)
        patch.setenv("BZ_DATA", str(made.data.root))
        yield made


@pytest.fixture(scope="module")
def address(house):
    with served(house.data) as address:
        yield address


@pytest.fixture(scope="module")
def people(small_data):
    with warehouse.open_version(warehouse.current(small_data.warehouse)) as con:
        found = con.execute(
            "select name, county_code from accepted.roster"
            " qualify count(*) over (partition by name) = 1"
        ).fetchall()
    return {
        name: {person for person, county in found if county == code}
        for name, code in COUNTIES.items()
    }


def opened(address, token, **more):
    socket = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    cookie = {"Cookie": f"bz_session={token}"} if token else {}
    return connect(
        socket,
        origin=more.pop("origin", address),
        subprotocols=["streamlit", *more.pop("existing", [])],
        additional_headers=cookie,
        max_size=None,
        **more,
    )


class Listening(Session):
    """Keeps every message, in order."""

    def __init__(self, socket):
        super().__init__(socket)
        self.heard = []
        given_up = threading.Timer(GIVEN_UP, socket.close)  # a page that says nothing more fails
        given_up.daemon = True
        given_up.start()

    def _told(self):
        self.heard.append(super()._told())
        return self.heard[-1]


def told(session, page, query=""):
    drawn = session.run(page, query)
    return "\n".join(each.html.body for each in drawn.elements if each.HasField("html"))


def test_two_people_at_once_see_their_own_rows_only(house, address, people):
    seen = {name: [] for name in COUNTIES}
    failed = []

    def look(name):
        other = next(each for each in COUNTIES if each != name)
        place = {"hejing": "和静县", "korla": "库尔勒市"}[other]
        try:
            with opened(address, house.token(name)) as socket:
                session = Session(socket)
                for page in ("quota", "quality", "county", "quota"):
                    for query in ("list=申报", f"county={place}&list=申报"):
                        seen[name].append(told(session, page, query))
        except Exception as error:  # noqa: BLE001 a thread tells the test
            failed.append(error)

    threads = [threading.Thread(target=look, args=[name]) for name in (*COUNTIES, *COUNTIES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    for name, pages in seen.items():
        other = next(each for each in COUNTIES if each != name)
        text = "\n".join(pages)
        assert [person for person in people[name] if person in text], name
        assert not [person for person in people[other] if person in text], name


def test_a_socket_of_nobody_or_of_another_site_is_refused(house, address):
    for token, origin in (
        ("", address),
        ("made-up", address),
        (house.token("hejing"), "http://x.example"),
    ):
        with pytest.raises(InvalidStatus) as refused, opened(address, token, origin=origin):
            pass
        assert refused.value.response.status_code == 403


def test_the_id_of_another_ones_page_opens_nothing(house, address, people):
    with opened(address, house.token("korla")) as theirs:
        session = Listening(theirs)
        assert told(session, "quota", "list=申报")
        [first] = [each for each in session.heard if each.HasField("new_session")]
        theirs_id = first.new_session.initialize.session_id
        assert theirs_id
    with opened(address, house.token("hejing"), existing=["x", theirs_id]) as mine:
        text = told(Session(mine), "quota", "list=申报")
    assert not [person for person in people["korla"] if person in text]


def test_an_open_page_ends_at_its_next_action_after_log_out(house, address):
    token = house.token("hejing")
    with opened(address, token) as socket:
        session = Session(socket)
        assert "登录已结束" not in told(session, "quality")
        request = urllib.request.Request(
            f"{address}/logout",
            data=b"",
            headers={"Origin": address, "Cookie": f"bz_session={token}"},
        )
        with pytest.raises(urllib.error.HTTPError) as sent:  # 303 to a page that asks to log in
            urllib.request.build_opener(_NoRedirect).open(request, timeout=10)
        assert sent.value.code == 303
        assert "登录已结束" in told(session, "quality")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def test_the_line_above_a_page_looks_by_itself_and_ends_it(house, address):
    token = house.token("korla")
    with opened(address, token) as socket:
        session = Listening(socket)
        session.run("rules")
        [timer] = [each.auto_rerun for each in session.heard if each.HasField("auto_rerun")]
        account_acts.disable(house.register, "korla", audit.COMMAND_LINE, NOW)
        asked = BackMsg()
        asked.rerun_script.page_name = "rules"
        asked.rerun_script.fragment_id = timer.fragment_id
        socket.send(asked.SerializeToString())
        end, text = time.monotonic() + 10, ""
        while "登录已结束" not in text and time.monotonic() < end:
            message = session._told()
            if message.WhichOneof("type") == "delta" and message.delta.HasField("new_element"):
                text += message.delta.new_element.html.body
        assert "登录已结束" in text
