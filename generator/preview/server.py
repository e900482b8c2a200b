"""`broadsheet serve`: the build loop, and the web server that shows its site. The only user of uvicorn."""

import contextlib
import secrets
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from generator.config import read_config
from generator.errors import ConfigError, PortTakenError
from generator.newsroom.former_texts import drop_old
from generator.paper import Paper
from generator.preview.attention import KeptAttention
from generator.preview.deploying import DeployDesk
from generator.preview.drafts import PreviewTokens
from generator.preview.events import Channel, describe_state
from generator.preview.guard import LOCAL_NAMES, MOST_HEADER_BYTES, AccessRules, Guard
from generator.preview.loop import BuildLoop, do_nothing
from generator.preview.outdated import outdated_application
from generator.preview.preview import Preview
from generator.preview.protocol import MOST_CONNECTIONS, TimedProtocol
from generator.preview.routes import make_application
from generator.preview.served_site import ServedSite
from generator.preview.state import PreviewState

PORTS_TRIED = 20
"""The number of ports that are tried, beginning with the one asked for."""
MAX_PORT = 65_535
BUILD_STOP_LIMIT_S = 2.0
"""The time that the current build may take to end when the server stops, in seconds. Cutting it off does no harm."""
KEEP_ALIVE_S = 5
"""The time that a connection may stay silent between two requests, in seconds."""
LOOPBACK = "127.0.0.1"
STYLES = "static/assets/"


def find_port(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `port`, or on the first free port after it. Raises PortTakenError."""
    ports = range(port, min(port + PORTS_TRIED, MAX_PORT + 1)) if port else range(1)
    for wanted in ports:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, wanted))
        except OSError as error:
            listener.close()
            reason = error
        else:
            listener.listen(128)
            return listener
    raise PortTakenError(f"{host}, ports {ports[0]} to {ports[-1]}: {reason.strerror}")


class PreviewServer:
    """Builds and serves until it is stopped, or until the build loop fails."""

    def __init__(
        self,
        paper: Paper,
        clock: Callable[[], datetime],
        tell: Callable[[PreviewState], None],
        host: str = LOOPBACK,
        *,
        beat: Callable[[], None] = do_nothing,
        deployed_to: str = "",
        launch: Callable[[str, bool], bool] | None = None,
    ) -> None:
        """Create a server for `paper`. `tell` gets the new state after each build that has news.

        `host` is the address that the socket listens on. `beat` is called as long as the build loop isn't stuck.
        `deployed_to` is the target to which whoever started the server sends each edition, if any.
        `launch` opens a file in its program, or with True shows it in its folder; only this machine may ask for it.
        """
        self._tell_user = tell
        self._channel = Channel()
        self._site = ServedSite(paper.output, paper.state)
        self._loop = BuildLoop(
            paper,
            clock,
            self._tell,
            announce=self._announce,
            hold_requests=self._site.hold_requests,
            pages_first=True,
            beat=beat,
        )
        self._paper, self._host = paper, host
        self.deploys = DeployDesk(paper, clock, self._tell_of_deploy)
        self._preview = Preview(
            paper=paper,
            site=self._site,
            channel=self._channel,
            tokens=PreviewTokens(secrets.token_bytes(32)),
            form_token=secrets.token_hex(16),
            draft_photos={},
            clock=clock,
            state=lambda: self._loop.state,
            confirm_removals=self._loop.confirm_removals,
            deploys=self.deploys,
            attention=KeptAttention(),
            deployed_to=deployed_to,
            launch=launch if host in LOCAL_NAMES else None,
            notices={},
            proofs={},
        )
        self._stop: Callable[[], None] = lambda: None
        self._failure: Exception | None = None
        """The error that ended the build loop, and so the server."""
        self._hosts = named_hosts(paper.folder)
        self.token = "" if host in LOCAL_NAMES else secrets.token_urlsafe(16)

    def run(self, listener: socket.socket) -> None:
        """Serve on `listener`, a listening socket, until the server is stopped.

        Raises KeyboardInterrupt after Ctrl-C, or the error that ended the build loop.
        """
        names = LOCAL_NAMES if not self.token else LOCAL_NAMES | own_names(self._host)
        rules = AccessRules(
            frozenset(names), listener.getsockname()[1], lambda: self._hosts, self.token, self._preview.form_token
        )
        application = Guard(make_application(self._preview, self._lifespan), outdated_application(self._preview), rules)
        config = uvicorn.Config(
            application, log_level="error", log_config=None, access_log=False, server_header=False,
            timeout_graceful_shutdown=1, proxy_headers=False, ws="none",
            http=TimedProtocol, h11_max_incomplete_event_size=MOST_HEADER_BYTES,
            timeout_keep_alive=KEEP_ALIVE_S, limit_concurrency=MOST_CONNECTIONS,
        )  # fmt: skip
        server = _Server(config, self._channel)
        self._stop = server.leave
        server.run(sockets=[listener])
        if server.is_interrupted:
            raise KeyboardInterrupt
        if self._failure is not None:
            raise self._failure

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._channel.open()
        thread = threading.Thread(target=self._build, name="build loop", daemon=True)
        thread.start()
        try:
            yield
        finally:  # also when the server is forced to stop and this is cut off
            self._loop.stop()
            self.deploys.stop()
            thread.join(BUILD_STOP_LIMIT_S)
            if thread.is_alive():
                self._loop.abandon()
                thread.join(BUILD_STOP_LIMIT_S)

    def _build(self) -> None:
        """Run the build loop. When it fails the server stops, or it would go on showing an old site."""
        drop_old(self._paper.state, self._preview.clock())
        try:
            self._loop.run()
        except Exception as failure:
            self._failure = failure
            self._stop()

    def _tell(self, state: PreviewState) -> None:
        self._hosts = named_hosts(self._paper.folder)
        self._site.keep_assets()
        self._channel.send("state", describe_state(state, self._paper.folder), lasting=True)
        self._tell_user(state)

    def _tell_of_deploy(self) -> None:
        """Have the pages about deploys load what is new."""
        self._channel.send("deploy", {"number": self.deploys.changes}, lasting=True)

    def _announce(self, places: Sequence[str]) -> None:
        """Show style sheets as they are saved, even before they are built."""
        for place in places:
            if place.startswith(STYLES) and place.endswith(".css"):
                stamp = secrets.token_hex(4)
                self._channel.send("style", {"name": place.removeprefix(STYLES), "stamp": stamp})


def named_hosts(folder: Path) -> tuple[str, ...]:
    """Return the hosts that `[preview]` in the site.toml of `folder` names; none while it can't be read."""
    try:
        return read_config(folder).preview.hosts
    except ConfigError:
        return ()


def own_names(host: str) -> set[str]:
    """Return the names and IP addresses that other machines may use for this one, which listens on `host`."""
    names = {host, socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"}
    with contextlib.suppress(OSError):
        names |= {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None)}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent: this finds which of our addresses would be used
        names.add(probe.getsockname()[0])
    return names - {"0.0.0.0", "::"}  # noqa: S104 (removed, not bound)


class _Server(uvicorn.Server):
    """A server that stops at once: it first ends the streams of all listeners to the channel."""

    def __init__(self, config: uvicorn.Config, channel: Channel) -> None:
        super().__init__(config)
        self._channel = channel
        self.is_interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 (called by uvicorn)
        """Stop; when called a second time, without waiting for requests."""
        self.is_interrupted = self.is_interrupted or sig == signal.SIGINT
        self.force_exit = self.should_exit
        self.leave()

    def leave(self) -> None:
        """Stop as soon as current requests are answered."""
        self.should_exit = True
        self._channel.close()
