"""The redirects that redirects.csv lists, in the table of all redirects.

A line leads to what is public now: a story, a page, the front of a listing, a static file. So an address that isn't
public yet never shows up in the site through a redirect. Whatever else is at a former address takes precedence, also a
redirect that a story names itself.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from generator.archive import own_pages, queries
from generator.archive.addresses import Addresses, plain_name
from generator.archive.changes import Admission
from generator.archive.claims import is_free
from generator.archive.redirects_file import FILE, RedirectLine
from generator.archive.takedowns import gone_places, known_takedowns
from generator.catalogue.store import Store, is_new_fact, keep_fact, recall_fact
from generator.digests import digest_value
from generator.model import Gravity, Problem

MOST_HOPS = 20
"""How many lines of redirects.csv may lead from one to the next."""
MOST_TOLD = 50
"""The most lines that are reported, since a file may have thousands."""
PROBLEMS = "problems of redirects.csv"
BY_NAME = (
    "SELECT path FROM cards WHERE plain = ? ORDER BY opens DESC, path DESC LIMIT 1",
    "SELECT path FROM own_pages WHERE path = ? COLLATE NOCASE ORDER BY path LIMIT 1",
)
SUBJECT = "SELECT kind, subject, name FROM subjects WHERE place = ?"
DECODER = msgspec.json.Decoder(list[Problem])


class Target(msgspec.Struct, frozen=True):
    """What a former address leads to: the story or page at `path`, or else the address `url`, called `name`."""

    path: str = ""
    url: str = ""
    name: str = ""


def update_listed(
    store: Store, lines: tuple[RedirectLine, ...], addresses: Addresses, static: Mapping[str, str], admission: Admission
) -> Admission:
    """Bring the redirects of redirects.csv up to date, after `admission`, which is returned with those that changed.

    `static`: the addresses of static files and of feeds, by place. What a line leads to depends on everything public;
    so all lines are looked up again whenever anything of that changed.
    """
    gone = gone_places(addresses, known_takedowns(store).values())
    is_changed = is_new_fact(store, FILE, digest_value((lines, static, sorted(gone))))
    touched = admission.everything or admission.changes or admission.listings or admission.redirected
    if not (is_changed or touched):
        return admission
    before = _listed(store)
    store.execute("DELETE FROM redirects WHERE line > 0")
    search = _Search(store, addresses, static, {addresses.place(_url(addresses, one)): one for one in lines}, gone)
    problems = [problem for line in lines for problem in _insert(search, line)]
    told, more = problems[:MOST_TOLD], len(problems) - MOST_TOLD
    if more > 0:
        told.append(
            Problem(
                FILE,
                0,
                f"The same kinds of mistake are in {more:,} more lines.",
                "",
                Gravity.WARNING,
                code="address-redirect",
            )
        )
    keep_fact(store, PROBLEMS, msgspec.json.encode(told).decode())
    changed = {url for url, _ in before.items() ^ _listed(store).items()}
    redirected = tuple(sorted({*admission.redirected, *changed}))
    return msgspec.structs.replace(admission, redirected=redirected)


def listed_problems(store: Store) -> list[Problem]:
    """Return what is wrong with lines of redirects.csv, as last looked up."""
    kept = recall_fact(store, PROBLEMS)
    return DECODER.decode(kept) if kept else []


def target_at(store: Store, url: str) -> Target | None:
    """Return what the former address `url` leads to; None when it doesn't redirect."""
    row = store.execute("SELECT path, target, name FROM redirects WHERE url = ?", (url,)).fetchone()
    return Target(*row) if row else None


def all_redirects(store: Store) -> Iterator[tuple[str, str]]:
    """Yield every former address that redirects, and the address that it leads to, sorted."""
    yield from store.execute(
        "SELECT redirects.url, coalesce(cards.url, own_pages.url, target) FROM redirects"
        " LEFT JOIN cards USING (path) LEFT JOIN own_pages USING (path) ORDER BY redirects.url"
    )


def _listed(store: Store) -> dict[str, Target]:
    rows = store.execute("SELECT url, path, target, name FROM redirects WHERE line > 0")
    return {url: Target(*rest) for url, *rest in rows}


def _url(addresses: Addresses, line: RedirectLine) -> str:
    return addresses.prefix + line.former


def _insert(search: "_Search", line: RedirectLine) -> Iterator[Problem]:
    """Save the redirect of a line, or yield why there is none."""
    addresses, store = search.addresses, search.store
    url = _url(addresses, line)
    place = addresses.place(url)
    target = search.find(line.target, line.former)
    if place in search.gone:
        yield Problem(FILE, line.line, *_withdrawn(line.former), Gravity.WARNING, code="address-redirect")
    elif target is None:
        yield Problem(FILE, line.line, *_why_nothing(store, line), Gravity.WARNING, code="address-redirect")
    elif not is_free(store, place, search.fixed):
        message = f"{line.former} is the address of a page, or leads elsewhere already, so the line has no effect."
        yield Problem(FILE, line.line, message, "Delete the line.", Gravity.WARNING, code="address-redirect")
    else:
        row = (place, url, target.path, line.line, target.url, target.name)
        store.execute("INSERT OR IGNORE INTO redirects VALUES (?, ?, ?, ?, ?, ?)", row)


def _withdrawn(former: str) -> tuple[str, str]:
    message = f"{former} is an address of a story that was taken down, and says so; the line has no effect."
    hint = 'Delete the line. If readers are to be led elsewhere, delete leave = "gone" in takedowns.toml.'
    return message, hint


def _why_nothing(store: Store, line: RedirectLine) -> tuple[str, str]:
    if queries.is_on_file(store, plain_name(line.target)):
        return f"“{line.target}” isn't public, so {line.former} doesn't lead there.", ""
    hint = "Write the address of a page as readers see it, or a story's path in content/: world/summit"
    return f"There is no page at “{line.target}”, so {line.former} leads nowhere.", hint


class _Search:
    """Looks up what lines lead to."""

    def __init__(
        self,
        store: Store,
        addresses: Addresses,
        static: Mapping[str, str],
        lines: Mapping[str, RedirectLine],
        gone: frozenset[str],
    ) -> None:
        """`lines`: the lines of redirects.csv, by the place of the former address; `gone`: see `gone_places`."""
        self.store = store
        self.addresses = addresses
        self.fixed = frozenset({*static, *(addresses.place(url) for url in addresses.fixed())})
        self._static = dict(static)
        self._static |= {addresses.place(url): url for url in addresses.fixed()}
        self._lines = lines
        self.gone = gone

    def find(self, words: str, former: str) -> Target | None:
        """Return what `words` name; None when nothing public has that name. Lines that lead to lines are followed."""
        passed = {former}
        for _ in range(MOST_HOPS):
            found = self._public(words)
            if found:
                return found
            line = next(filter(None, (self._lines.get(place) for place in self._places(words))), None)
            if line is None or line.former in passed:
                return None
            passed.add(line.former)
            words = line.target
        return None

    def _public(self, words: str) -> Target | None:
        if words.startswith(("http://", "https://")):
            return Target(url=words, name=words.partition("://")[2].partition("/")[0])
        if not words.startswith("/"):
            return self._by_name(words)
        return next(filter(None, map(self._at, self._places(words))), None)

    def _places(self, path: str) -> Iterable[str]:
        """Return the places that an address may mean: hosts find the page of a folder without its final `/`, too."""
        whole = self.addresses.prefix + path
        return dict.fromkeys(self.addresses.place(url) for url in (whole, f"{whole.rstrip('/')}/"))

    def _by_name(self, name: str) -> Target | None:
        rows = (self.store.execute(query, (plain_name(name),)).fetchone() for query in BY_NAME)
        return next((Target(path=row[0]) for row in rows if row), None)

    def _at(self, place: str) -> Target | None:
        """Return the public story, page, listing, static file or former address of a story at `place`."""
        store = self.store
        row = store.execute("SELECT path FROM cards WHERE place = ?", (place,)).fetchone()
        path = (row[0] if row else "") or own_pages.path_at(store, place)
        if path:
            return Target(path=path)
        subject = store.execute(SUBJECT, (place,)).fetchone()
        if subject:
            kind, slug, name = subject
            shown = self.addresses.section(slug, name).name if kind == "section" else name
            return Target(url=self.addresses.front(kind, slug), name=shown)
        if place in self._static:
            return Target(url=self._static[place], name=self._static[place])
        moved = store.execute("SELECT path FROM redirects WHERE place = ? AND line = 0", (place,)).fetchone()
        return Target(path=moved[0]) if moved else None
