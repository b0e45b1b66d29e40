"""Speaking to the firm's own identity provider, the one address its operator set: no guard keeps it off the inside."""

import json
from typing import Any

import httpx2

from tracker.errors import FetchFailed

SECONDS = 10.0  # somebody waits at the door
MOST = 256 * 1024  # bytes: a discovery document or a set of keys has a few thousand


def get_json(url: str) -> dict[str, Any]:
    """A JSON document of the provider. Raises FetchFailed."""
    return _asked("GET", url, None, None)


def post_form(url: str, form: dict[str, str], client: tuple[str, str]) -> dict[str, Any]:
    """What the provider answers to a form, as the client of this name and secret. Raises FetchFailed."""
    return _asked("POST", url, form, client)


def _asked(method: str, url: str, form: dict[str, str] | None, client: tuple[str, str] | None) -> dict[str, Any]:
    try:
        with httpx2.Client(timeout=SECONDS, trust_env=False, follow_redirects=False) as asking:
            answer = asking.request(method, url, data=form, auth=client, headers={"Accept": "application/json"})
    except (httpx2.RequestError, httpx2.InvalidURL) as fault:
        raise FetchFailed("The identity provider could not be reached.", temporary=True) from fault
    if answer.status_code != 200 or len(answer.content) > MOST:
        raise FetchFailed(f"The identity provider answered with status {answer.status_code}.", temporary=False)
    try:
        told = json.loads(answer.content)
    except ValueError as fault:
        raise FetchFailed("The identity provider answered something that is no JSON.", temporary=False) from fault
    if not isinstance(told, dict):
        raise FetchFailed("The identity provider answered something that is no JSON object.", temporary=False)
    return told
