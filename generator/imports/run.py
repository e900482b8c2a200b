"""A whole import from top to bottom: read the source, decide on files and addresses, convert, write, report."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from generator.archive.addresses import addresses_of
from generator.config import Config, read_config
from generator.files import write_whole
from generator.imports.convert import BATCH, LIMIT_S, Body, Converted, convert_bodies, words_alone
from generator.imports.feed_ids import add_feed_ids
from generator.imports.header_lines import plain
from generator.imports.media import Media, media_folders
from generator.imports.moved import add_redirects
from generator.imports.old_site import Contents, find_addresses, old_listings, person_of
from generator.imports.places import Entry, Placed, Places
from generator.imports.record import ImportRecord
from generator.imports.records import Author, Item, Listing, Medium
from generator.imports.report import REPORT, TABLE, ImportResult, Leftovers, write_report, write_table
from generator.imports.resolve import Resolver
from generator.imports.sources import Kind
from generator.imports.spool import Spool
from generator.imports.story_file import lost_addresses, write_story
from generator.imports.unfinished import remove_unfinished
from generator.workers import Progress, WorkerKilled, Workers, no_progress


class ImportRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request to import."""

    kind: Kind
    path: Path
    """The export, or the folder of the old site."""
    paper: Path
    now: datetime
    media: tuple[Path, ...] = ()
    """Further folders with the files of the old site."""
    beside: bool = False
    """Write the source's version beside a file that was edited, with `.new` behind its name."""
    dry: bool = False
    """Write nothing; only tell what would be written."""


def import_paper(request: ImportRequest, workers: Workers, progress: Progress = no_progress) -> ImportResult:
    """Write what a source holds into the paper. Raises CommandRefused, ConfigError, OSError."""
    config = read_config(request.paper)
    addresses = addresses_of(config)
    source = request.kind.describe(request.path)
    left = Leftovers()
    if not request.dry:
        remove_unfinished(request.paper, request.now)
    kind = source.kind if source.has_own_ids else ""
    record = ImportRecord(request.paper, f"{source.kind} {source.name}", kind)
    with Spool() as spool:
        contents = _read(request, spool, left, progress)
        places = Places(request.paper, config, addresses, record.files)
        placed = places.place(contents.entries)
        media = Media(
            (*media_folders(request.path), *request.media), request.paper, record, dry=request.dry, prefix=config.prefix
        )
        resolver = Resolver(find_addresses(source, contents, placed, addresses, places), media)
        outcomes: dict[str, str] = {}
        try:
            for one, item, body in _bodies(placed, spool, workers, progress):
                _tell(left, item, one, body)
                text = resolver.resolve(body, item)
                authors = [
                    contents.authors[id_].name if id_ in contents.authors else plain(id_) for id_ in item.authors
                ]
                photo = resolver.lead_photo(item)
                file = write_story(item, text, authors, photo, one, config.prefix)
                outcomes[item.id] = record.put(
                    item.id, one.file, file.encode("utf-8", "replace"), beside=request.beside, dry=request.dry
                )
            people = _write_people(contents, record, dry=request.dry)
        finally:
            media.close()
            if not request.dry:
                record.save()
    public = [one for one in placed if outcomes.get(one.entry.item.id) != "deleted"]
    feed_ids, unkept = add_feed_ids(request.paper, config, public, request.now, dry=request.dry)
    for kind, example in (*resolver.lost, *unkept):
        left.add(kind, example)
    wanted = old_listings(contents, placed, addresses, places)
    result = ImportResult(
        source=source,
        placed=tuple(placed),
        outcomes=outcomes,
        people=people,
        pictures=media.copied,
        feed_ids=feed_ids,
        redirects=add_redirects(request.paper, config.address, wanted, dry=request.dry),
        leftovers=left.by_kind,
        sections=_new_sections(placed, config),
        pages=tuple(one.file for one in placed if one.entry.item.is_page and not one.entry.item.is_draft),
        dry=request.dry,
    )
    if not request.dry:
        write_whole(request.paper / REPORT, write_report(result).encode("utf-8", "replace"))
        write_whole(request.paper / TABLE, write_table(placed).encode("utf-8", "replace"))
    return result


def _tell(left: Leftovers, item: Item, one: Placed, body: Converted) -> None:
    """Note what an item lacks, and what of it couldn't be carried over."""
    for leftover in body.leftovers:
        left.add(leftover.kind, leftover.example or item.title)
    for address in lost_addresses(item):
        left.add("Old addresses that can't be redirected, since hosts give a sign in them a meaning", address)
    if not (item.title.strip() or item.is_section):
        left.add("Texts without a title, which are called “Untitled”", one.file)
    if not (item.date or item.is_page or item.is_section):
        left.add("Texts without a date, which aren't published until they have one", item.title)


def _read(request: ImportRequest, spool: Spool, left: Leftovers, progress: Progress) -> Contents:
    """Read the whole source. An item that comes twice counts once, as it was the last time."""
    entries: dict[str, Entry] = {}
    contents = Contents([], {}, [], [])
    for record in request.kind.read(request.path):
        if isinstance(record, Item):
            place = spool.add(record)
            entries[record.id] = Entry(msgspec.structs.replace(record, body="", values={}), place)
            progress("Read", len(entries), 0)
        elif isinstance(record, Author):
            contents.authors.setdefault(record.id, msgspec.structs.replace(record, name=plain(record.name)))
        elif isinstance(record, Medium):
            contents.media.append(record)
        elif isinstance(record, Listing):
            contents.listings.append(record)
        else:
            left.add(record.kind, record.example)
    contents.entries.extend(_with_own_addresses(entries.values()))
    return contents


def _with_own_addresses(entries: Collection[Entry]) -> Iterator[Entry]:
    """Yield the entries without the former addresses at which another item is, or was before."""
    taken = {entry.item.address for entry in entries}
    for entry in entries:
        former = tuple(one for one in dict.fromkeys(entry.item.former) if one not in taken)
        taken.update(former)
        is_same = former == entry.item.former
        yield entry if is_same else Entry(msgspec.structs.replace(entry.item, former=former), entry.place)


def _bodies(
    placed: Sequence[Placed], spool: Spool, workers: Workers, progress: Progress
) -> Iterator[tuple[Placed, Item, Converted]]:
    """Yield each item with its body in Markdown, in order."""
    done = 0
    batches = [placed[start : start + BATCH] for start in range(0, len(placed), BATCH)]
    jobs = (_jobs(batch, spool) for batch in batches)
    for batch, result in zip(batches, workers.run(convert_bodies, jobs, LIMIT_S), strict=True):
        converted = _one_by_one(result.batch, workers) if isinstance(result, WorkerKilled) else result
        items = spool.read(one.entry.place for one in batch)
        for one, item, body in zip(batch, items, converted, strict=True):
            yield one, msgspec.structs.replace(item, body="", former=one.entry.item.former), body
        done += len(batch)
        progress("Written", done, len(placed))


def _jobs(batch: Iterable[Placed], spool: Spool) -> list[Body]:
    items = spool.read(one.entry.place for one in batch)
    return [Body(item.body, item.markup, item.values) for item in items]


def _one_by_one(bodies: Sequence[Body], workers: Workers) -> list[Converted]:
    """Convert a batch that took too long: of the text that did, only the words stay."""
    converted = []
    for body, result in zip(bodies, workers.run(convert_bodies, ([body] for body in bodies), LIMIT_S), strict=True):
        if isinstance(result, WorkerKilled):
            converted.append(words_alone(body))
        else:
            converted += result
    return converted


def _write_people(contents: Contents, record: ImportRecord, *, dry: bool) -> int:
    """Write a card for everybody who wrote something."""
    used = {id_ for entry in contents.entries for id_ in entry.item.authors}
    written: set[str] = set()
    for id_, author in contents.authors.items():
        slug = person_of(author.name)
        if id_ in used and slug and slug not in written:
            written.add(slug)
            biography = plain(author.biography)
            text = f"name: {' '.join(author.name.split())}\n" + (f"\n{biography}\n" if biography else "")
            record.put(f"author:{id_}", f"content/people/{slug}.md", text.encode("utf-8", "replace"), dry=dry)
    return len(written)


def _new_sections(placed: Sequence[Placed], config: Config) -> Mapping[str, str]:
    """Return the sections that site.toml doesn't name, those with most stories first."""
    known = {section.slug for section in config.sections}
    names: dict[str, str] = {}
    counts: dict[str, int] = defaultdict(int)
    for one in placed:
        if one.section and one.section not in known:
            terms = one.entry.item.sections
            names.setdefault(one.section, terms[0].name if terms else one.section.replace("-", " ").capitalize())
            counts[one.section] += 1
    return {slug: names[slug] for slug in sorted(names, key=lambda slug: (-counts[slug], slug))}
