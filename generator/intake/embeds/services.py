"""The table of services whose players may be shown, and of the forms that their addresses have.

A new service is one row in `SERVICES`, its rows in `FORMS`, and a word in `config/embed_settings.py`. Patterns match
whole values and ASCII alone. What they capture is put into the addresses of page and player, so that nothing else of
what an editor pasted gets there.
"""

from collections.abc import Callable, Mapping
from math import cos, log2, radians

import msgspec

Values = Mapping[str, str]
"""What the patterns of a form captured, by name."""


class ServiceRow(msgspec.Struct, frozen=True):
    """A service as readers know it."""

    name: str
    frame: str
    """The origin that its players come from."""


class Extra(msgspec.Struct, frozen=True):
    """A value of the address that may be missing, such as the second at which a video begins."""

    keys: tuple[str, ...]
    pattern: str
    page: str
    """What is added to the address of the page; `{}` stands for the value."""
    player: str
    convert: Callable[[str], str] = str


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One form of addresses, and the page and the player that it leads to."""

    service: str
    hosts: tuple[str, ...]
    path: str
    page: str
    player: str
    kind: str
    """`video`, `audio`, `chart`, `map` or `post`."""
    shape: str
    """What the theme gives it room by: `wide`, `tall`, `strip`, `list`, `chart`, `map` or `post`."""
    query: Mapping[str, str] = {}
    """The values that it must have, each with its pattern."""
    fragment: str = ""
    extras: tuple[Extra, ...] = ()
    derive: Callable[[Values], Values | None] = dict
    """Computes more values from what was captured; None if it makes no sense."""


ANY_SERVER = "{server}"
"""Stands for every server that the paper names in its settings."""

SERVICES: dict[str, ServiceRow] = {
    "youtube": ServiceRow("YouTube", "https://www.youtube-nocookie.com"),
    "vimeo": ServiceRow("Vimeo", "https://player.vimeo.com"),
    "spotify": ServiceRow("Spotify", "https://open.spotify.com"),
    "soundcloud": ServiceRow("SoundCloud", "https://w.soundcloud.com"),
    "datawrapper": ServiceRow("Datawrapper", "https://datawrapper.dwcdn.net"),
    "flourish": ServiceRow("Flourish", "https://flo.uri.sh"),
    "openstreetmap": ServiceRow("OpenStreetMap", "https://www.openstreetmap.org"),
    "mastodon": ServiceRow("Mastodon", f"https://{ANY_SERVER}"),
    "bluesky": ServiceRow("Bluesky", "https://embed.bsky.app"),
}

# --- values that are computed ---------------------------------------------------------------------

SECONDS_IN = {"h": 3600, "m": 60, "s": 1, "": 1}


def _seconds(words: str) -> str:
    """Return a time such as `1m3s` or `63` in seconds."""
    total, number = 0, ""
    for char in f"{words}s" if words.isdecimal() else words:
        if char.isdecimal():
            number += char
        else:
            total, number = total + int(number) * SECONDS_IN[char], ""
    return str(total)


MAP_WIDTH, MAP_HEIGHT, TILE = 608, 456, 256
"""The size of a map in the theme, and of a tile, in CSS pixels."""
NORTHERNMOST, EASTERNMOST, CLOSEST = 85.0, 180.0, 19


def _around(values: Values) -> Values | None:
    """Return the edges of a map from its middle and its zoom."""
    zoom, north, east = int(values["zoom"]), float(values["lat"]), float(values["lon"])
    if zoom > CLOSEST or not _is_on_map(north, east):
        return None
    half_width = MAP_WIDTH / TILE * 180 / 2**zoom
    half_height = half_width * MAP_HEIGHT / MAP_WIDTH * cos(radians(north))
    west, right = max(-EASTERNMOST, east - half_width), min(EASTERNMOST, east + half_width)
    south, top = max(-NORTHERNMOST, north - half_height), min(NORTHERNMOST, north + half_height)
    return {**values, "bbox": "%2C".join(f"{edge:.5f}" for edge in (west, south, right, top))}


def _at_marker(values: Values) -> Values | None:
    """Return a map of the surroundings of its marker."""
    return _around({**values, "zoom": "16"})


def _from_edges(values: Values) -> Values | None:
    """Return a map from its edges."""
    west, south, east, north = (float(values[name]) for name in ("west", "south", "east", "north"))
    if west >= east or south >= north or not (_is_on_map(south, west) and _is_on_map(north, east)):
        return None
    zoom = round(log2(MAP_WIDTH / TILE * 360 / (east - west)))
    return {
        **values,
        "zoom": str(max(0, min(CLOSEST, zoom))),
        "lat": f"{(south + north) / 2:.5f}",
        "lon": f"{(west + east) / 2:.5f}",
        "bbox": "%2C".join(values[name] for name in ("west", "south", "east", "north")),
    }


def _is_on_map(north: float, east: float) -> bool:
    return abs(north) <= NORTHERNMOST and abs(east) <= EASTERNMOST


SOUNDCLOUD_PLACES = {
    "discover",
    "search",
    "you",
    "stream",
    "upload",
    "charts",
    "pages",
    "player",
    "tracks",
    "playlists",
}
SOUNDCLOUD_LISTS = {
    "tracks", "albums", "sets", "reposts", "likes", "followers", "following", "comments", "popular-tracks", "spotlight",
}  # fmt: skip


def _on_soundcloud(values: Values) -> Values | None:
    """Tell the address of a sound from one of SoundCloud's own pages, and of a person's lists."""
    is_other = values["user"] in SOUNDCLOUD_PLACES or values["track"] in SOUNDCLOUD_LISTS
    return None if is_other else values


# --- the forms ------------------------------------------------------------------------------------

YOUTUBE_HOSTS = ("www.youtube.com", "youtube.com", "m.youtube.com", "music.youtube.com")
YOUTUBE_PLAYERS = ("www.youtube.com", "youtube.com", "www.youtube-nocookie.com", "youtube-nocookie.com")
VIDEO = r"(?P<id>[A-Za-z0-9_-]{11})"
LIST = r"(?P<id>[A-Za-z0-9_-]{12,64})"
YOUTUBE_START = Extra(
    ("t", "start", "time_continue"),
    r"(?=\d)(?:\d{1,2}h)?(?:\d{1,3}m)?(?:\d{1,5}s)?|\d{1,5}",
    "&t={}s",
    "&start={}",
    _seconds,
)
VIMEO_HOSTS, VIMEO_PLAYERS = ("vimeo.com", "www.vimeo.com"), ("player.vimeo.com",)
VIMEO_PLACE = r"/(?:channels/[\w-]{1,60}/|groups/[\w-]{1,60}/videos/)?"
FILM, HASH = r"(?P<id>\d{4,12})", r"(?P<hash>[0-9a-f]{6,20})"
TRACK = r"(?P<user>[A-Za-z0-9_-]{2,60})/(?P<track>[A-Za-z0-9_-]{1,120})"
SET = r"(?P<user>[A-Za-z0-9_-]{2,60})/sets/(?P<track>[A-Za-z0-9_-]{1,120})"
SOUND = (
    r"https?://api\.soundcloud\.com/(?P<type>tracks|playlists)/(?:soundcloud(?:%3A|:)\w{5,9}(?:%3A|:))?(?P<id>\d{1,12})"
)
SOUND_PLAYER = "https://w.soundcloud.com/player/?url=https%3A%2F%2F"
SPOTIFY_START = r"/(?:intl-[a-z]{2}(?:-[a-z]{2})?/)?(?:embed/)?(?:spotify:)?"
SPOTIFY_ID = r"[/:](?P<id>[A-Za-z0-9]{22})"
CHART = r"(?P<id>[A-Za-z0-9]{5})"
LAT, LON = r"-?\d{1,2}(?:\.\d{1,12})?", r"-?\d{1,3}(?:\.\d{1,12})?"
EDGES = ",".join((rf"(?P<west>{LON})", rf"(?P<south>{LAT})", rf"(?P<east>{LON})", rf"(?P<north>{LAT})"))
MIDDLE = rf"map=(?P<zoom>\d{{1,2}})/(?P<lat>{LAT})/(?P<lon>{LON})(?:&layers=\w{{0,20}})?"
MARKER = {"mlat": rf"(?P<lat>{LAT})", "mlon": rf"(?P<lon>{LON})"}
MARKED_PAGE, MARKED_PLAYER = "?mlat={lat}&mlon={lon}#map={zoom}/{lat}/{lon}", "&marker={lat}%2C{lon}"
MAP_OBJECT = r"/(?P<type>node|way|relation)/(?P<number>\d{1,12})"
MAP_PLAYER = "https://www.openstreetmap.org/export/embed.html?bbox={bbox}&layer=mapnik"
USER = r"(?P<user>[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,60}[A-Za-z0-9_])?)"
WHO = r"(?P<who>did:plc:[a-z2-7]{24}|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6})"
POST = r"(?P<id>[a-z0-9]{8,20})"


def _youtube(hosts: tuple[str, ...], path: str, shape: str = "wide", query: Mapping[str, str] | None = None) -> Form:
    return Form(
        service="youtube",
        hosts=hosts,
        path=path,
        query=query or {},
        page="https://www.youtube.com/watch?v={id}",
        player="https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
        kind="video",
        shape=shape,
        extras=(YOUTUBE_START,),
    )


def _youtube_list(path: str) -> Form:
    return Form(
        service="youtube",
        hosts=(*YOUTUBE_HOSTS, *YOUTUBE_PLAYERS[2:]),
        path=path,
        query={"list": LIST},
        page="https://www.youtube.com/playlist?list={id}",
        player="https://www.youtube-nocookie.com/embed/videoseries?list={id}&autoplay=1",
        kind="video",
        shape="wide",
    )


def _vimeo(hosts: tuple[str, ...], path: str, *, unlisted: bool, query: Mapping[str, str] | None = None) -> Form:
    return Form(
        service="vimeo",
        hosts=hosts,
        path=path,
        query=query or {},
        page="https://vimeo.com/{id}/{hash}" if unlisted else "https://vimeo.com/{id}",
        player="https://player.vimeo.com/video/{id}?dnt=1&autoplay=1" + ("&h={hash}" if unlisted else ""),
        kind="video",
        shape="wide",
    )


def _spotify(types: str, shape: str) -> Form:
    return Form(
        service="spotify",
        hosts=("open.spotify.com", "play.spotify.com"),
        path=rf"{SPOTIFY_START}(?P<type>{types}){SPOTIFY_ID}",
        page="https://open.spotify.com/{type}/{id}",
        player="https://open.spotify.com/embed/{type}/{id}",
        kind="audio",
        shape=shape,
    )


def _soundcloud(pattern: str, middle: str, shape: str, *, wrapped: bool) -> Form:
    """Return the form of a sound's own address, or of a player with that address in it."""
    return Form(
        service="soundcloud",
        hosts=("w.soundcloud.com",) if wrapped else ("soundcloud.com", "www.soundcloud.com", "m.soundcloud.com"),
        path="/player/?" if wrapped else f"/{pattern}/?",
        query={"url": rf"https?://soundcloud\.com/{pattern}/?"} if wrapped else {},
        page="https://soundcloud.com/{user}" + middle + "{track}",
        player=f"{SOUND_PLAYER}soundcloud.com%2F{{user}}{middle.replace('/', '%2F')}{{track}}&auto_play=true",
        kind="audio",
        shape=shape,
        derive=_on_soundcloud,
    )


def _sound_by_number(hosts: tuple[str, ...], path: str, query: Mapping[str, str] | None = None) -> Form:
    """Return the form of a sound that only its number names, whose page is the player itself."""
    return Form(
        service="soundcloud",
        hosts=hosts,
        path=path,
        query=query or {},
        page=f"{SOUND_PLAYER}api.soundcloud.com%2F{{type}}%2F{{id}}",
        player=f"{SOUND_PLAYER}api.soundcloud.com%2F{{type}}%2F{{id}}&auto_play=true",
        kind="audio",
        shape="list",
    )


def _datawrapper(host: str, path: str, end: str = "") -> Form:
    address = f"https://datawrapper.dwcdn.net/{{id}}/{end}"
    return Form(
        service="datawrapper", hosts=(host,), path=path, page=address, player=address, kind="chart", shape="chart"
    )


def _flourish(host: str, end: str) -> Form:
    return Form(
        service="flourish",
        hosts=(host,),
        path=rf"/(?P<type>visualisation|story)/(?P<id>\d{{2,12}}){end}",
        page="https://public.flourish.studio/{type}/{id}/",
        player="https://flo.uri.sh/{type}/{id}/embed?auto=1",
        kind="chart",
        shape="chart",
    )


def _map(
    page: str,
    player: str,
    derive: Callable[[Values], Values | None],
    *,
    path: str = "/?",
    query: Mapping[str, str] | None = None,
    fragment: str = "",
) -> Form:
    return Form(
        service="openstreetmap",
        hosts=("www.openstreetmap.org", "openstreetmap.org"),
        path=path,
        query=query or {},
        fragment=fragment,
        page=f"https://www.openstreetmap.org/{page}",
        player=f"{MAP_PLAYER}{player}",
        kind="map",
        shape="map",
        derive=derive,
    )


def _mastodon(path: str) -> Form:
    return Form(
        service="mastodon",
        hosts=(ANY_SERVER,),
        path=path,
        page="https://{server}/@{user}/{id}",
        player="https://{server}/@{user}/{id}/embed",
        kind="post",
        shape="post",
    )


def _bluesky(host: str, path: str) -> Form:
    return Form(
        service="bluesky",
        hosts=(host,),
        path=path,
        page="https://bsky.app/profile/{who}/post/{id}",
        player="https://embed.bsky.app/embed/{who}/app.bsky.feed.post/{id}",
        kind="post",
        shape="post",
    )


FORMS: tuple[Form, ...] = (
    _youtube(YOUTUBE_HOSTS, "/watch", query={"v": VIDEO}),
    _youtube(("youtu.be", "www.youtu.be"), f"/{VIDEO}(?:/|&[^/]{{1,200}})?"),
    _youtube(YOUTUBE_PLAYERS, f"/(?:embed|v)/{VIDEO}"),
    _youtube(YOUTUBE_HOSTS, f"/live/{VIDEO}"),
    _youtube(YOUTUBE_HOSTS, f"/shorts/{VIDEO}", "tall"),
    _youtube_list("/playlist"),
    _youtube_list("/embed/videoseries"),
    _vimeo(VIMEO_HOSTS, f"{VIMEO_PLACE}{FILM}", unlisted=False),
    _vimeo(VIMEO_HOSTS, f"/{FILM}/{HASH}", unlisted=True),
    _vimeo(VIMEO_PLAYERS, f"/video/{FILM}", unlisted=True, query={"h": HASH}),
    _vimeo(VIMEO_PLAYERS, f"/video/{FILM}", unlisted=False),
    _spotify("track|episode", "strip"),
    _spotify("album|playlist|artist|show", "list"),
    _soundcloud(SET, "/sets/", "list", wrapped=False),
    _soundcloud(TRACK, "/", "strip", wrapped=False),
    _soundcloud(SET, "/sets/", "list", wrapped=True),
    _soundcloud(TRACK, "/", "strip", wrapped=True),
    _sound_by_number(("w.soundcloud.com",), "/player/?", {"url": SOUND}),
    _sound_by_number(("api.soundcloud.com",), r"/(?P<type>tracks|playlists)/(?P<id>\d{1,12})"),
    _datawrapper("datawrapper.dwcdn.net", rf"/{CHART}/?"),
    _datawrapper("datawrapper.dwcdn.net", rf"/{CHART}/(?P<version>\d{{1,4}})(?:/|/index\.html)?", "{version}/"),
    _datawrapper("www.datawrapper.de", rf"/_/{CHART}/?(?:\d{{1,4}}/?)?"),
    _flourish("public.flourish.studio", "/?"),
    _flourish("flo.uri.sh", "/embed"),
    _map(MARKED_PAGE, MARKED_PLAYER, _around, query=MARKER, fragment=r"map=(?P<zoom>\d{1,2})/\S{1,60}"),
    _map(MARKED_PAGE, MARKED_PLAYER, _at_marker, query=MARKER),
    _map("#map={zoom}/{lat}/{lon}", "", _around, fragment=MIDDLE),
    _map("{type}/{number}#map={zoom}/{lat}/{lon}", "", _around, path=MAP_OBJECT, fragment=MIDDLE),
    _map("#map={zoom}/{lat}/{lon}", "", _from_edges, path=r"/export/embed\.html", query={"bbox": EDGES}),
    _mastodon(rf"/@{USER}/(?P<id>\d{{6,20}})(?:/embed)?"),
    _mastodon(rf"/users/{USER}/statuses/(?P<id>\d{{6,20}})(?:/embed)?"),
    _bluesky("bsky.app", f"/profile/{WHO}/post/{POST}"),
    _bluesky("embed.bsky.app", rf"/embed/{WHO}/app\.bsky\.feed\.post/{POST}"),
)  # fmt: skip
"""In this order: the first that fits decides."""
