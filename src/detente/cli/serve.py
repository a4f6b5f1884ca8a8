"""``detente serve``: the desk in the browser."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.screen import say
from detente.errors import InputError
from detente.store.compared import is_compared
from detente.store.current import keep_current
from detente.store.database import open_store

LOCAL = "127.0.0.1"
LEAST_TOKEN = 12


def serve_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db.", metavar="FILE.db")],
    port: Annotated[int, typer.Option(help="The port; 0 takes any that is free.", min=0, max=65_535)] = 8765,
    host: Annotated[
        str, typer.Option(help="The address to listen at; any but this machine's own needs --token.")
    ] = LOCAL,
    token: Annotated[
        str | None, typer.Option(help=f"What a reader has to know: at least {LEAST_TOKEN} characters.")
    ] = None,
) -> None:
    """Open the desk over a record: read, compare and search it in the browser. Ctrl-C ends it."""
    import uvicorn

    from detente.web.app import make_app

    _check(host, token)
    with open_store(file, create=False) as store:
        if not is_compared(store):
            keep_current(store)
    held = _listen(host, port)
    with held:
        at = held.getsockname()
        name = f"[{at[0]}]" if held.family == socket.AF_INET6 else at[0]
        say(f"the desk of {file} is at http://{name}:{at[1]}/ (Ctrl-C ends it)")
        app = make_app(file.resolve(), token=token)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, server_header=False))
        server.run(sockets=[held])


def _check(host: str, token: str | None) -> None:
    local = host in (LOCAL, "localhost", "::1")
    if token is None and not local:
        raise InputError(f"expected --token with the address {host}, since others can reach it, found none")
    if token is not None and len(token) < LEAST_TOKEN:
        raise InputError(f"expected a token of at least {LEAST_TOKEN} characters, found one of {len(token)}")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        held = socket.socket(family, kind, protocol)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(address)
        held.listen(128)
    except OSError as error:
        raise InputError(
            f"expected an address to listen at, {host} port {port} cannot be used: {error.strerror}"
        ) from error
    return held
