"""Requests to SPARQL servers."""

from __future__ import annotations

import base64
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Literal
from urllib.parse import unquote, urlsplit, urlunsplit

from kg.errors import Said, reason

SHOWN = 500


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered.

    Attributes:
        media_type: Of the body.
        body: As it came.
    """

    media_type: str
    body: bytes


class HttpError(Exception):
    """A request that failed.

    Attributes:
        status: What the server answered; 0: it did not.
        said: The same in words.
    """

    def __init__(self, status: int, said: Said) -> None:
        self.status, self.said = status, said
        super().__init__(said.text("en"))

    @property
    def passing(self) -> bool:
        """Whether the same request may go well a little later."""
        return self.status in {0, 408, 425, 429} or self.status >= 500


def without_password(url: str) -> str:
    """An address as it may be shown."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _authorization(url: str) -> dict[str, str]:
    parts = urlsplit(url)
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def send(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    method: Literal["POST", "PUT"] = "POST",
    timeout: float | None = None,
) -> Response:
    """Send a body and read the answer.

    Args:
        url: http or https; may hold a user's name and password.
        body: What to send.
        headers: Its type, and what is accepted.
        method: POST or PUT.
        timeout: Seconds without a sign of life; none: any.

    Raises:
        HttpError: The server does not answer, or not with success.
    """
    sent = {**headers, **_authorization(url)}
    request = urllib.request.Request(without_password(url), body, sent, method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return Response(response.headers.get_content_type(), response.read())
    except urllib.error.HTTPError as error:
        with error:
            said = error.read(SHOWN).decode("utf-8", "replace").strip()
        raise HttpError(
            error.code, Said("http_answered", status=f"{error.code} {error.reason}", said=said)
        ) from error
    except (OSError, HTTPException) as error:
        why = getattr(error, "reason", None) or error
        known = reason(why) if isinstance(why, OSError) else str(why)
        raise HttpError(0, Said("http_silent", reason=known)) from error
