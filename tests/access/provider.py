"""A tiny identity provider on this machine: code flow with PKCE, RS256, whatever lie a test asks for."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "one"})
CLIENT, SECRET = "bz-dashboard", "a-secret-of-the-test"


class Provider:
    """Vouches for `subject`; `lies` change the claims, `key` may be another than the published one."""

    def __init__(self):
        self.published = self.key = KEY
        self.subject, self.lies, self.algorithm = "u-1", {}, "RS256"
        self.codes, self.asked = {}, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(*outer.get(urlsplit(self.path)))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {key: values[0] for key, values in parse_qs(body).items()}
                self.answer(*outer.token(form, self.headers.get("Authorization", "")))

            def answer(self, status, made, headers=()):
                sent = json.dumps(made).encode()
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def get(self, address):
        if address.path == "/.well-known/openid-configuration":
            places = {
                "authorization_endpoint": "/in",
                "token_endpoint": "/token",
                "jwks_uri": "/keys",
            }
            return 200, {"issuer": self.issuer} | {k: self.issuer + v for k, v in places.items()}
        if address.path == "/keys":
            return 200, {"keys": [self.published.as_dict(private=False) | {"kid": "one"}]}
        asked = {key: values[0] for key, values in parse_qs(address.query).items()}
        self.asked.append(asked)
        code = secrets.token_hex(8)
        self.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return 302, {}, [("Location", f"{asked['redirect_uri']}?{back}")]

    def token(self, form, authorization):
        asked = self.codes.pop(form.get("code"), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if not asked or authorization != f"Basic {basic}" or challenge != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.subject,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        } | self.lies
        claims = {key: value for key, value in claims.items() if value is not None}
        made = jwt.encode(
            {"alg": self.algorithm, "kid": "one"}, claims, self.key, algorithms=[self.algorithm]
        )
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": made}
