"""The server frame: what every answer carries, and how it starts and stops."""

import gzip
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import brotli
import pytest
from streamlit import file_util

from dashboard.__main__ import free_port
from etl.errors import UserError
from etl.paths import ROOT

STATIC = Path(file_util.get_static_dir())
SCRIPT = max((STATIC / "static" / "js").glob("*.js"), key=lambda path: path.stat().st_size)
SCRIPT_URL = f"/static/js/{SCRIPT.name}"
STARTS_WITHIN = 60


def launch(command, data, cwd=ROOT, **more):
    """Start a server on an empty data folder; gives the process and its first line of output."""
    env = os.environ | {"BZ_DATA": str(data), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"} | more
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
            return process, int(found[1])
    raise AssertionError(f"ended with {process.wait()}")


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    process, port = launch(["dashboard", "--port", "18501"], tmp_path_factory.mktemp("data"))
    yield port
    process.terminate()
    process.wait(STARTS_WITHIN)


def get(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, {k.lower(): v for k, v in response.getheaders()}, body


def test_health_answers_at_any_time_and_is_never_cached(port):
    status, headers, body = get(port, "/healthz")
    assert (status, body, headers["cache-control"]) == (200, b"ok", "no-store")


def test_a_page_asked_for_again_is_whole_again(port):
    first, second = (get(port, "/quota", Accept_Encoding="gzip") for _ in range(2))
    assert gzip.decompress(second[2]) == gzip.decompress(first[2])
    assert second[0] == 200


@pytest.mark.parametrize("path", ["/", "/quota", "/data-quality?county=652801"])
def test_every_page_address_answers_in_chinese_under_the_products_name(port, path):
    status, _, body = get(port, path)
    text = body.decode()
    assert status == 200
    assert '<html lang="zh-CN"' in text
    assert "<title>定向评价 · 名额与进度</title>" in text
    assert "本页需要浏览器启用 JavaScript。" in text
    assert "Streamlit app" not in text


@pytest.mark.parametrize("path", ["/", "/healthz", SCRIPT_URL, "/_stcore/health"])
def test_every_answer_carries_the_security_headers(port, path):
    _, headers, _ = get(port, path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert "server" not in headers


def test_streamlits_own_addresses_are_not_taken_for_pages(port):
    assert get(port, "/_stcore/health")[2] == b"ok"
    assert get(port, "/favicon.png")[1]["content-type"] == "image/png"


@pytest.mark.parametrize(
    ("taken", "coding", "unpack"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
def test_static_files_come_compressed_and_may_be_kept_for_good(port, taken, coding, unpack):
    for _ in range(2):
        status, headers, body = get(port, SCRIPT_URL, Accept_Encoding=taken)
        assert (status, headers["content-encoding"]) == (200, coding)
        assert unpack(body) == SCRIPT.read_bytes()
        assert len(body) < SCRIPT.stat().st_size / 2
        assert "immutable" in headers["cache-control"]
        assert headers["vary"] == "Accept-Encoding"
        assert "etag" not in headers


def test_the_style_sheet_asks_for_no_type_that_the_theme_does_not_use(port):
    [sheet] = (STATIC / "static" / "css").glob("index.*.css")
    _, _, body = get(port, f"/static/css/{sheet.name}", Accept_Encoding="br")
    faces = re.findall(rb"@font-face{font-family:([^;]+)", brotli.decompress(body))
    assert b"Source Sans" in re.findall(rb"@font-face{font-family:([^;]+)", sheet.read_bytes())
    assert b"Source Sans" not in faces
    assert b"Source Code Pro" in faces
    assert b"Material Symbols Rounded;unicode-range:" in brotli.decompress(body)


def test_static_files_come_plain_to_those_who_cannot_unpack(port):
    _, headers, body = get(port, SCRIPT_URL, Accept_Encoding="identity")
    assert "content-encoding" not in headers
    assert body == SCRIPT.read_bytes()


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://127.0.0.1:{port}", 200), ("http://127.0.0.1:1", 403), ("https://a.example", 403)],
)
def test_pages_of_other_sites_are_refused(port, origin, status):
    assert get(port, "/healthz", Origin=origin.format(port=port))[0] == status


@pytest.mark.parametrize(
    ("origin", "status"), [("http://127.0.0.1:{port}", 101), ("https://a.example", 403)]
)
def test_sockets_of_other_sites_are_refused(port, origin, status):
    asked = {
        "Origin": origin.format(port=port),
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol": "streamlit",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/_stcore/stream", headers=asked)
    assert connection.getresponse().status == status
    connection.close()


def test_a_taken_port_is_told_and_the_next_one_used(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) > port
        assert f"端口 {port} 已被占用，改用" in capsys.readouterr().out
    assert free_port("127.0.0.1", port) == port


@pytest.mark.parametrize(("port", "refused"), [(0, True), (65535, False), (65536, True)])
def test_a_port_out_of_range_is_refused(port, refused):
    if refused:
        with pytest.raises(UserError, match=f"端口 {port} 不可用"):
            free_port("127.0.0.1", port)
    else:
        assert free_port("127.0.0.1", port) == port


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_streamlit_run_from_any_folder_serves_the_same_and_stops_when_told(tmp_path):
    process, port = launch(
        ["streamlit", "run", str(ROOT / "dashboard" / "app.py")],
        tmp_path,
        cwd=tmp_path,
        STREAMLIT_SERVER_PORT=str(free_port("127.0.0.1", 18601)),
    )
    given_up = time.monotonic() + STARTS_WITHIN
    while not _answers(port) and time.monotonic() < given_up:
        time.sleep(0.05)
    assert "定向评价" in get(port, "/")[2].decode()
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=STARTS_WITHIN)[0]
    assert "leaked" not in rest
    assert not _answers(port)


def _answers(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
