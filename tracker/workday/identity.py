"""Single sign-on by OpenID Connect: the way to the provider, and the e-mail address it vouches for on the way back.

The authorization code flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636). Authlib checks the token's
claims and joserfc its signature; both are the extra `oidc`, loaded only where a provider is set.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tracker.errors import FetchFailed, NotAllowed
from tracker.settings import Provider
from tracker.sources.provider import get_json, post_form

ALGORITHMS = ("RS256", "PS256", "ES256")  # signed by the provider's key; never `none`, never our own secret
LEEWAY = 60  # seconds two clocks may differ


@dataclass(frozen=True, slots=True)
class Errand:
    """What must come back as it was sent: kept in the session of the browser that was sent out."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


def errand() -> Errand:
    """A new one, of three things nobody can guess."""
    return Errand(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))


def way_out(provider: Provider, sent: Errand, back: str) -> str:
    """The provider's page to send a browser to; `back` is the address it shall come back to. Raises FetchFailed."""
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back,
        "scope": "openid email",
        "state": sent.state,
        "nonce": sent.nonce,
        "code_challenge": create_s256_code_challenge(sent.verifier),
        "code_challenge_method": "S256",
    }
    where = _described(provider, "authorization_endpoint")
    return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"


def vouched(provider: Provider, sent: Errand, answer: Mapping[str, str], back: str, at: datetime) -> str:
    """The e-mail address the provider vouches for, from what the browser brought back.

    Raises NotAllowed for an answer to another errand, a refusal, a token that is not the provider's for us now, or an
    address it has not verified; FetchFailed when it cannot be asked.
    """
    if not secrets.compare_digest(answer.get("state", ""), sent.state) or not answer.get("code"):
        raise NotAllowed("The identity provider did not let you in; please try again.")
    form = {
        "grant_type": "authorization_code",
        "code": answer["code"],
        "redirect_uri": back,
        "code_verifier": sent.verifier,
    }
    token = post_form(_described(provider, "token_endpoint"), form, (provider.client, provider.secret)).get("id_token")
    claims = _claims(provider, str(token), get_json(_described(provider, "jwks_uri")), sent.nonce, at)
    email = claims.get("email")
    if not isinstance(email, str) or "@" not in email or claims.get("email_verified") is not True:
        raise NotAllowed("The identity provider vouches for no e-mail address of yours.")
    return email


def _claims(provider: Provider, token: str, keys: Any, nonce: str, at: datetime) -> Mapping[str, Any]:
    from authlib.oauth2.claims import JWTClaims
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.jwk import KeySet

    options = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client},
    }
    try:
        read = jwt.decode(token, KeySet.import_key_set(keys), algorithms=list(ALGORITHMS))
        claims: JWTClaims = CodeIDToken(
            read.claims, read.header, options, {"nonce": nonce, "client_id": provider.client}
        )
        claims.validate(now=int(at.timestamp()), leeway=LEEWAY)
    except Exception as fault:  # whatever the libraries find wrong with a token, it lets nobody in
        raise NotAllowed("The identity provider's token is not good.") from fault
    return dict(claims)


def _described(provider: Provider, name: str) -> str:
    """An address of the provider's discovery document, which must be of the issuer we know."""
    told = get_json(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if told.get("issuer") != provider.issuer or not isinstance(told.get(name), str):
        raise FetchFailed("The identity provider describes itself as somebody else.", temporary=False)
    return str(told[name])
