"""Single sign-on against a provider on this machine: real keys, real tokens, and every way one can be wrong."""

import base64
import hashlib
import hmac
import json
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.web.conftest import NOW, Firm
from tracker.settings import Provider
from tracker.web.app import create_app

KEY, ANOTHER = (RSAKey.generate_key(2048, {"kid": name, "use": "sig"}) for name in ("ours", "theirs"))


class Idp(HTTPServer):
    """An identity provider: discovery, keys, and a token endpoint that checks the client, the code and the verifier."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.claims: dict[str, object] = {"email": "li@hengtong.example", "email_verified": True}
        self.key, self.header, self.codes = KEY, {"alg": "RS256", "kid": "ours"}, {}
        self.secret = b""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def grant(self, address: str) -> str:
        """What a person's consent makes of the address a browser was sent to: a code for its challenge and nonce."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["client_id"], asked["code_challenge_method"], asked["response_type"]) == (
            "tracker",
            "S256",
            "code",
        )
        self.codes["c0de"] = asked
        return asked["state"]

    def token(self, asked: dict[str, str]) -> str:
        at = int(NOW.timestamp())
        told = {"iss": self.issuer, "aud": "tracker", "sub": "1", "iat": at, "exp": at + 300, "nonce": asked["nonce"]}
        if self.secret:
            return forged(told | self.claims, self.secret)
        return jwt.encode(self.header, told | self.claims, self.key)


def forged(told: dict[str, object], secret: bytes) -> str:
    """A token signed by HMAC with what everybody can read, as no library of ours would make it."""
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "kid": "ours"}, told)]
    signed = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    mark = base64.urlsafe_b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).rstrip(b"=")
    return (signed + b"." + mark).decode()


class Handler(BaseHTTPRequestHandler):
    server: Idp

    def do_GET(self) -> None:
        issuer = self.server.issuer
        told = {
            "/.well-known/openid-configuration": {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
            },
            "/keys": {"keys": [KEY.as_dict(private=False)]},
        }
        self.answer(200, told[self.path])

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(raw).items()}
        asked = self.server.codes.pop(form.get("code", ""), None)  # good once
        good = asked and create_s256_code_challenge(form["code_verifier"]) == asked["code_challenge"]
        if not good or not self.headers.get("Authorization", "").startswith("Basic "):
            self.answer(400, {"error": "invalid_grant"})
            return
        assert form["redirect_uri"] == asked["redirect_uri"]
        self.answer(200, {"id_token": self.server.token(asked), "access_token": "x", "token_type": "Bearer"})

    def answer(self, status: int, told: object) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def idp():  # type: ignore[no-untyped-def]
    running = Idp()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def door(firm: Firm, idp: Idp) -> FlaskClient:
    provider = Provider(idp.issuer, "tracker", "s3cret", "虚构身份平台")
    site = create_app(replace(firm.settings, provider=provider), firm.library)
    site.config["NOW"] = NOW
    return site.test_client()


def come_back(door: FlaskClient, idp: Idp, **changed: str) -> int:
    out = door.get("/sign-in/provider/?next=/calendar/")
    assert out.status_code == 303
    answer = {"code": "c0de", "state": idp.grant(out.headers["Location"])} | changed
    return door.get("/sign-in/provider/back/", query_string=answer).status_code


def is_in(door: FlaskClient) -> bool:
    return door.get("/account/").status_code == 200


def test_whom_the_provider_vouches_for_comes_in_and_where_they_wanted(door: FlaskClient, idp: Idp) -> None:
    assert "虚构身份平台" in door.get("/sign-in/").get_data(as_text=True)
    out = door.get("/sign-in/provider/?next=/calendar/")
    state = idp.grant(out.headers["Location"])
    answer = door.get("/sign-in/provider/back/", query_string={"code": "c0de", "state": state})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/calendar/")
    assert is_in(door)
    door.get("/account/")
    idp.codes["c0de"] = {"nonce": "old", "code_challenge": "", "redirect_uri": ""}
    again = door.application.test_client()
    again.get("/sign-in/provider/back/", query_string={"code": "c0de", "state": state})
    assert not is_in(again)  # an errand is its own browser's, and good once


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@nowhere.example"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": None},
        {"iss": "https://evil.invalid"},
        {"aud": "another-program"},
        {"aud": ["tracker", "another-program"], "azp": "another-program"},
        {"nonce": "of another errand"},
        {"exp": int(NOW.timestamp()) - 3600},
        {"iat": int(NOW.timestamp()) + 86_400},
    ],
)
def test_a_token_that_is_wrong_in_any_way_lets_nobody_in(
    door: FlaskClient, idp: Idp, claims: dict[str, object]
) -> None:
    idp.claims |= claims
    assert come_back(door, idp) in (303, 403)
    assert not is_in(door)


def test_another_key_or_another_way_of_signing_lets_nobody_in(door: FlaskClient, idp: Idp) -> None:
    idp.key = ANOTHER
    come_back(door, idp)
    assert not is_in(door)
    idp.secret = KEY.as_pem(private=False)  # the classic confusion: the public key taken for a shared secret
    come_back(door, idp)
    assert not is_in(door)


@pytest.mark.parametrize("changed", [{"state": "forged"}, {"code": "guessed"}, {"code": ""}, {"state": ""}])
def test_an_answer_to_another_errand_lets_nobody_in(door: FlaskClient, idp: Idp, changed: dict[str, str]) -> None:
    come_back(door, idp, **changed)
    assert not is_in(door)


def test_a_browser_that_was_never_sent_out_is_not_let_in(door: FlaskClient, idp: Idp) -> None:
    state = idp.grant(door.get("/sign-in/provider/").headers["Location"])
    victim = door.application.test_client()
    victim.get("/sign-in/provider/back/", query_string={"code": "c0de", "state": state})
    assert not is_in(victim)


def test_a_closed_account_stays_closed(firm: Firm, door: FlaskClient, idp: Idp) -> None:
    with firm.library.writing() as files:
        files.people.put(replace(files.people.get("client"), active=False))
    assert come_back(door, idp) == 403
    assert not is_in(door)


def test_a_provider_that_is_away_is_said_to_be(firm: Firm) -> None:
    site = create_app(replace(firm.settings, provider=Provider("http://127.0.0.1:1", "tracker", "s")), firm.library)
    began = time.monotonic()
    assert site.test_client().get("/sign-in/provider/").status_code == 502
    assert time.monotonic() - began < 15


def test_without_a_provider_there_is_no_such_door(firm: Firm) -> None:
    door = create_app(firm.settings, firm.library).test_client()
    assert door.get("/sign-in/provider/").status_code == 404
    assert "/sign-in/provider/" not in door.get("/sign-in/").get_data(as_text=True)
