"""`broadsheet serve`: the loop that builds, and the server that shows what stands. The home of uvicorn."""

import contextlib
import secrets
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from generator.errors import PortTakenError
from generator.paper import Paper
from generator.preview.drafts import PreviewTokens
from generator.preview.events import Channel, describe
from generator.preview.guard import LOCAL_NAMES, MOST_HEADER_BYTES, Guard, Pass
from generator.preview.loop import BuildLoop
from generator.preview.protocol import MOST_CONNECTIONS, PatientProtocol
from generator.preview.routes import Preview, make_application
from generator.preview.served_site import ServedSite
from generator.preview.state import State

PORTS_TRIED = 20
MAX_PORT = 65_535
PATIENCE_S = 2.0
"""How long a build that is under way may take to end when the server is stopped. One that is cut off harms nothing."""
KEEP_ALIVE_S = 5
"""How long a connection may stay silent between two requests."""
LOOPBACK = "127.0.0.1"
STYLES = "static/assets/"


def find_port(host: str, port: int) -> socket.socket:
    """A listening socket at `port`, or at the first free one after it. Raises PortTakenError."""
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
    """Builds and serves until it is stopped, or until it can't go on building."""

    def __init__(
        self, paper: Paper, clock: Callable[[], datetime], tell: Callable[[State], None], host: str = LOOPBACK
    ) -> None:
        """`tell` is called after each round that has something to say; `host`: whom the socket listens to."""
        self._tell_people = tell
        self._channel = Channel()
        self._site = ServedSite(paper.output, paper.state)
        self._rounds = BuildLoop(paper, clock, self._tell, herald=self._herald, placing=self._site.placing)
        self._paper, self._host = paper, host
        whisper = PreviewTokens(secrets.token_bytes(32))
        self._preview = Preview(paper, self._site, self._channel, whisper, clock, lambda: self._rounds.state)
        self._stop: Callable[[], None] = lambda: None
        self._failure: Exception | None = None
        """What ended the loop that builds, so that the server ends with it."""
        self.token = "" if host in LOCAL_NAMES else secrets.token_urlsafe(16)

    def run(self, listener: socket.socket) -> None:
        """Serve at `listener`, a listening socket, until somebody ends it.

        Raises KeyboardInterrupt after Ctrl-C, and otherwise what ended the loop that builds.
        """
        names = LOCAL_NAMES if not self.token else LOCAL_NAMES | own_names(self._host)
        wanted = Pass(frozenset(names), listener.getsockname()[1], self.token)
        application = Guard(make_application(self._preview, self._lifespan), wanted)
        config = uvicorn.Config(
            application, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=1,
            proxy_headers=False, ws="none", http=PatientProtocol, h11_max_incomplete_event_size=MOST_HEADER_BYTES,
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
        thread = threading.Thread(target=self._build, name="rounds", daemon=True)
        thread.start()
        try:
            yield
        finally:  # also when the server was forced to end, and this is cut off
            self._rounds.stop()
            thread.join(PATIENCE_S)
            if thread.is_alive():
                self._rounds.abandon()
                thread.join(PATIENCE_S)

    def _build(self) -> None:
        """Build until somebody ends it. A server whose loop died would go on showing an old site, so it ends, too."""
        try:
            self._rounds.run()
        except Exception as failure:
            self._failure = failure
            self._stop()

    def _tell(self, state: State) -> None:
        self._site.keep_assets()
        self._channel.send("state", describe(state, self._paper.folder), lasting=True)
        self._tell_people(state)

    def _herald(self, places: Sequence[str]) -> None:
        """Style sheets are shown as they are saved: the build that gives them their place comes after."""
        for place in places:
            if place.startswith(STYLES) and place.endswith(".css"):
                stamp = secrets.token_hex(4)
                self._channel.send("style", {"name": place.removeprefix(STYLES), "stamp": stamp})


def own_names(host: str) -> set[str]:
    """What other machines may call this one that listens at `host`."""
    names = {host, socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"}
    with contextlib.suppress(OSError):
        names |= {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None)}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent: it asks which of our addresses would be used
        names.add(probe.getsockname()[0])
    return names - {"0.0.0.0", "::"}  # noqa: S104 (taken away)


class _Server(uvicorn.Server):
    """Ends at once: whoever listens to the channel is sent home first."""

    def __init__(self, config: uvicorn.Config, channel: Channel) -> None:
        super().__init__(config)
        self._channel = channel
        self.is_interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 (uvicorn's own call)
        """Stop; a second time, without waiting for anybody."""
        self.is_interrupted = self.is_interrupted or sig == signal.SIGINT
        self.force_exit = self.should_exit
        self.leave()

    def leave(self) -> None:
        """Stop, as soon as the answers that are under way are given."""
        self.should_exit = True
        self._channel.close()
