"""Log-in through an identity provider: the same sessions, and nothing untrue gets one."""

import json
import time
import urllib.error
import urllib.request

import pytest
from joserfc.jwk import OctKey, RSAKey

from dashboard import access, oidc_config
from etl import account_acts, audit
from etl.account_acts import Wish
from etl.errors import UserError
from tests.access.conftest import ADDRESS, NOW
from tests.access.provider import CLIENT, SECRET, Provider


@pytest.fixture
def provider(tmp_path, monkeypatch, house):
    made = Provider()
    file = tmp_path / "oidc.toml"
    settings = {
        "issuer": made.issuer,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "origin": ADDRESS,
    }
    file.write_text("\n".join(f'{key} = "{value}"' for key, value in settings.items()), "utf-8")
    monkeypatch.setenv("BZ_OIDC", str(file))
    wish = Wish("zhang", "张三", "county", county="和静县", issuer=made.issuer, subject="u-1")
    account_acts.add(house.register, wish, audit.COMMAND_LINE, NOW)
    yield made
    made.server.shutdown()
    made.server.server_close()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def vouched(address):
    """Ask the provider as the browser would; gives where it sends the browser back to."""
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.build_opener(_NoRedirect).open(address, timeout=10)
    return answer.value.headers["Location"]


def through(client, provider, asked="/quota"):
    there = client.get(f"/auth/start?next={asked}")
    assert there.status_code == 303
    assert there.headers["location"].startswith(provider.issuer)
    return client.get(vouched(there.headers["location"]))


def test_whom_the_provider_knows_gets_a_session_of_ours(visitor, provider, house):
    assert "统一身份认证" in visitor.get("/login").text
    answer = through(visitor, provider)
    assert (answer.status_code, answer.headers["location"]) == (303, "/quota")
    assert visitor.get("/quota").status_code == 200
    asked = provider.asked[0]
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    entry = house.entries(audit.SIGNED_IN)[-1]
    assert (entry.account_id, json.loads(entry.detail)["source"]) == ("zhang", "oidc")
    account_acts.disable(house.register, "zhang", audit.COMMAND_LINE, access.now())
    assert visitor.get("/quota").status_code == 303, "revoked here, whatever the provider says"
    assert visitor.get("/password").status_code == 303


def test_whom_the_office_has_not_let_in_is_refused(visitor, provider, house):
    provider.subject = "u-2"
    answer = through(visitor, provider)
    assert answer.status_code == 403
    assert "没有为您开通账号" in answer.text
    assert json.loads(house.entries(audit.REFUSED)[-1].detail) == {
        "source": "oidc",
        "why": "unknown",
    }
    assert visitor.get("/quota").status_code == 303


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "http://127.0.0.1:1"},
        {"aud": "another-client"},
        {"azp": "another-client"},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
        {"sub": None},
    ],
)
def test_a_token_that_does_not_hold_opens_nothing(visitor, provider, house, lies):
    provider.lies = lies
    assert through(visitor, provider).status_code == 502
    assert visitor.get("/quota").status_code == 303
    assert json.loads(house.entries(audit.REFUSED)[-1].detail)["why"] == "provider"


def test_a_token_of_another_key_or_another_kind_of_signature_opens_nothing(visitor, provider):
    provider.key = RSAKey.generate_key(2048, {"kid": "one"})
    assert through(visitor, provider).status_code == 502
    provider.key, provider.algorithm = OctKey.import_key(SECRET), "HS256"
    assert through(visitor, provider).status_code == 502
    assert visitor.get("/quota").status_code == 303


@pytest.mark.usefixtures("provider")
def test_an_answer_counts_once_and_only_for_the_browser_that_asked(visitor):
    there = visitor.get("/auth/start").headers["location"]
    back = vouched(there)
    kept = dict(visitor.cookies)
    visitor.cookies.clear()
    assert visitor.get(back).status_code == 403, "another browser"
    visitor.cookies.update(kept)
    assert visitor.get(back).status_code == 403, "spent by the try"
    assert visitor.get("/auth/back?state=&code=x").status_code == 403
    assert visitor.get("/auth/back").status_code == 403
    assert visitor.get("/quota").status_code == 303


def test_a_provider_that_does_not_answer_is_told(visitor, provider):
    provider.server.shutdown()
    provider.server.server_close()
    answer = visitor.get("/auth/start")
    assert answer.status_code == 502
    assert "稍后重试" in answer.text


def test_without_a_provider_there_is_no_such_way(visitor, monkeypatch, tmp_path):
    monkeypatch.setenv("BZ_OIDC", str(tmp_path / "none.toml"))
    assert visitor.get("/auth/start").status_code == 404
    assert "统一身份认证" not in visitor.get("/login").text


@pytest.mark.parametrize(
    "text", ['issuer = "http://id.example"', "issuer = 1", "[", 'client = "x"', ""]
)
def test_a_mistake_in_its_settings_is_told(tmp_path, monkeypatch, text):
    file = tmp_path / "oidc.toml"
    needed = 'client_id = "a"\nclient_secret = "b"\norigin = "https://x.example"\n'
    file.write_text(needed + text, "utf-8")
    monkeypatch.setenv("BZ_OIDC", str(file))
    with pytest.raises(UserError, match=r"oidc\.toml 不能用"):
        oidc_config.provider()
