"""A bound on what a request may send, before Django spools it to the disk.

Django's ASGI handler reads the whole body first and asks the view afterwards. Here a request that
says it is too large is answered at once, and one that lies is cut off.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]
"""ASGI 3: called with scope, receive and send."""

_TEXT: Final = (
    b"413: kiriman terlalu besar. Kirim berkas yang lebih kecil.\n"
    b"413: too large. Send a smaller file.\n"
)


class BodyTooLargeError(Exception):
    """The body has grown past the bound."""


class BodyLimit:
    """Wrap ``application``: bodies of more than ``max_bytes`` are answered with 413."""

    def __init__(self, application: Application, max_bytes: int) -> None:
        self.application = application
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it stays within the bound."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        if self._says_too_much(scope):
            await _refuse(send)
            return
        received = 0
        answered = False

        async def bounded() -> Message:
            nonlocal received
            message = await receive()
            if message["type"] == "http.request":
                received += len(message.get("body", b""))
                if received > self.max_bytes:
                    raise BodyTooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.application(scope, bounded, noted)
        except BodyTooLargeError:
            if not answered:
                await _refuse(send)

    def _says_too_much(self, scope: Scope) -> bool:
        for name, value in scope["headers"]:
            if name == b"content-length":
                return not value.isdigit() or int(value) > self.max_bytes
        return False


async def _refuse(send: Send) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(_TEXT)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _TEXT})
