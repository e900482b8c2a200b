"""The tables of the catalogue, and the version of all that fills them."""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from io import FileIO
from pathlib import Path

SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Every file of content/ as it was last read. An mtime_ns of -1 means that it was too young then to be trusted, so that
-- it is read again.
CREATE TABLE files (
    file TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL, digest TEXT NOT NULL, problems BLOB NOT NULL
) STRICT;
CREATE INDEX troubled_files ON files (file) WHERE problems <> x'90';
CREATE INDEX untrusted_files ON files (file) WHERE mtime_ns = -1;
-- The folders of content/, each with a digest of its files as they were when `files` held them all; an empty digest
-- while that isn't sure.
CREATE TABLE folders (folder TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The problems that the last scan of each part of content/ found with the files and folders as such.
CREATE TABLE scan_problems (
    file TEXT NOT NULL, problem BLOB NOT NULL, PRIMARY KEY (file, problem)
) STRICT, WITHOUT ROWID;

-- Every story that could be read, public or not, at its last good version.
CREATE TABLE stories (
    path TEXT PRIMARY KEY, file TEXT NOT NULL, story BLOB NOT NULL, body BLOB NOT NULL, terms BLOB NOT NULL,
    text TEXT NOT NULL, words TEXT NOT NULL, spelling TEXT NOT NULL
) STRICT;
CREATE INDEX stories_by_spelling ON stories (spelling);
CREATE INDEX stories_by_text ON stories (text);
CREATE INDEX stories_by_file ON stories (file);

-- The versions of stories in the files of agencies. `told`: 1 if it has problems that concern editors, 2 if they are
-- told that there is no such story; else 0.
CREATE TABLE wire_versions (
    file TEXT NOT NULL, number INTEGER NOT NULL, thread TEXT NOT NULL, facts BLOB NOT NULL, entry BLOB NOT NULL,
    problems BLOB NOT NULL, told INTEGER NOT NULL, PRIMARY KEY (file, number)
) STRICT;
CREATE INDEX wire_versions_by_thread ON wire_versions (thread);
CREATE INDEX told_wire_versions ON wire_versions (file, number) WHERE told <> 0;
-- The stories that agencies' files give; for one that the agency killed, the file that says so, and when it was sent.
CREATE TABLE wire_stories (
    path TEXT PRIMARY KEY, thread TEXT NOT NULL, killed_by TEXT NOT NULL, killed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX wire_stories_by_thread ON wire_stories (thread);
CREATE INDEX killed_wire_stories ON wire_stories (path) WHERE killed_by <> '';

-- The keys in the headers of files that Broadsheet doesn't know.
CREATE TABLE unknown_keys (key TEXT NOT NULL, file TEXT NOT NULL, PRIMARY KEY (key, file)) STRICT, WITHOUT ROWID;
CREATE INDEX unknown_keys_of_file ON unknown_keys (file);

-- What the files `_index.md` say of their sections.
CREATE TABLE section_cards (file TEXT PRIMARY KEY, card BLOB NOT NULL) STRICT;

CREATE TABLE people (
    file TEXT PRIMARY KEY, slug TEXT NOT NULL, person BLOB NOT NULL
) STRICT;

-- The photos of content/ that can be published, by key (see intake/photos/names.py), and the notes beside photos.
-- `spelling` and `called`: key and name as names are compared that are nearly the same.
CREATE TABLE photos (
    photo TEXT PRIMARY KEY, file TEXT NOT NULL, name TEXT NOT NULL, facts BLOB NOT NULL, spelling TEXT NOT NULL,
    called TEXT NOT NULL
) STRICT;
CREATE INDEX photos_by_name ON photos (name);
CREATE INDEX photos_by_spelling ON photos (spelling);
CREATE INDEX photos_by_called ON photos (called);
CREATE INDEX photos_by_file ON photos (file);
CREATE INDEX photos_of_sections ON photos (name) WHERE name LIKE '%/section';
CREATE TABLE photo_notes (
    photo TEXT PRIMARY KEY, file TEXT NOT NULL, notes BLOB NOT NULL, spelling TEXT NOT NULL
) STRICT;
CREATE INDEX photo_notes_by_spelling ON photo_notes (spelling);
CREATE INDEX photo_notes_by_file ON photo_notes (file);
-- The photos that stories may mean by what they name, by their spelling.
CREATE TABLE photo_wishes (photo TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (photo, path)) STRICT, WITHOUT ROWID;
CREATE INDEX photo_wishes_of_story ON photo_wishes (path);

-- The tables of content/ that charts are made of, by key (see catalogue/tables.py), and those that stories name.
CREATE TABLE chart_tables (name TEXT PRIMARY KEY, file TEXT NOT NULL, content BLOB NOT NULL) STRICT;
CREATE INDEX chart_tables_by_file ON chart_tables (file);
CREATE TABLE table_wishes (name TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (name, path)) STRICT, WITHOUT ROWID;
CREATE INDEX table_wishes_of_story ON table_wishes (path);

-- The recordings of content/, and their transcripts (see catalogue/sounds.py).
CREATE TABLE sounds (file TEXT PRIMARY KEY, name TEXT NOT NULL, facts BLOB NOT NULL) STRICT;
CREATE INDEX sounds_by_name ON sounds (name);
CREATE TABLE transcripts (sound TEXT PRIMARY KEY, file TEXT NOT NULL, html TEXT NOT NULL) STRICT;
CREATE INDEX transcripts_by_file ON transcripts (file);

-- Stories whose file changed since the gate last checked them.
CREATE TABLE pending (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- Instants (microseconds since 1970) at which the clock alone changes what may be shown of a story.
CREATE TABLE turns (
    moment INTEGER NOT NULL, path TEXT NOT NULL, draft INTEGER NOT NULL, PRIMARY KEY (moment, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX turns_of_story ON turns (path);

-- The stories that were published, as published.csv tells (see archive/published.py); `state`: 0 in place, 1 its
-- file is gone, 2 another story is at its path, 3 its path isn't its own any more. `unlisted` are the stories without a
-- line, or that are another than their line tells of; `adopted` those that have the id of a story whose file is gone;
-- `unrecorded` the public ones that need a line.
CREATE TABLE published (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, address TEXT NOT NULL, former TEXT NOT NULL, moment TEXT NOT NULL,
    headline TEXT NOT NULL, text TEXT NOT NULL, state INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX published_by_path ON published (path);
CREATE INDEX astray ON published (id) WHERE state <> 0;
CREATE TABLE unlisted (path TEXT PRIMARY KEY, traits BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE adopted (path TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT, WITHOUT ROWID;
CREATE TABLE unrecorded (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- All that is public now, and nothing else. Every query for a page reads the tables from here to `translations`.
CREATE TABLE cards (
    path TEXT PRIMARY KEY, url TEXT NOT NULL, place TEXT NOT NULL UNIQUE, opens INTEGER NOT NULL, month TEXT NOT NULL,
    priority INTEGER NOT NULL, changed INTEGER NOT NULL, noindex INTEGER NOT NULL,
    news INTEGER NOT NULL,
    plain TEXT NOT NULL, stem TEXT NOT NULL, slug TEXT NOT NULL, language TEXT NOT NULL, card BLOB NOT NULL
) STRICT;
CREATE INDEX cards_by_name ON cards (plain);
CREATE INDEX cards_by_stem ON cards (stem);
CREATE INDEX cards_by_slug ON cards (slug);
CREATE INDEX cards_by_time ON cards (opens, path);
CREATE INDEX cards_by_language ON cards (language) WHERE language <> '';
CREATE INDEX cards_by_month ON cards (month, changed) WHERE NOT noindex;
CREATE INDEX cards_of_month ON cards (month, opens, path);
-- The public pages of the paper's own, such as /about/ (see archive/own_pages.py).
CREATE TABLE own_pages (
    path TEXT PRIMARY KEY, url TEXT NOT NULL, place TEXT NOT NULL UNIQUE, page BLOB NOT NULL
) STRICT;
-- The photos that each public story shows, in order, with the original, and every published size of each.
CREATE TABLE shown_photos (
    path TEXT NOT NULL, rank INTEGER NOT NULL, photo TEXT NOT NULL, shown BLOB NOT NULL, original BLOB NOT NULL,
    PRIMARY KEY (path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_photos_by_photo ON shown_photos (photo);
CREATE TABLE renditions (
    name TEXT NOT NULL, path TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (name, path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX renditions_of_story ON renditions (path);
-- The recording of each public story that has one.
CREATE TABLE shown_sounds (
    path TEXT PRIMARY KEY, name TEXT NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL, sound BLOB NOT NULL
) STRICT;
CREATE INDEX shown_sounds_by_name ON shown_sounds (name);
-- Instants (microseconds since 1970) at which a photo of a public story may be used, or no longer.
CREATE TABLE photo_turns (
    moment INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (moment, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX photo_turns_of_story ON photo_turns (path);
-- The paper's own photos, published or not, and the digest of what each was made of (see archive/own_photos.py).
CREATE TABLE own_photos (
    path TEXT PRIMARY KEY, source TEXT NOT NULL, shown BLOB NOT NULL, original BLOB NOT NULL
) STRICT;
-- Each public story once for its section, its day, each topic and each byline.
CREATE TABLE listings (
    kind TEXT NOT NULL, subject TEXT NOT NULL, opens INTEGER NOT NULL, path TEXT NOT NULL,
    rank INTEGER NOT NULL, name TEXT NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (kind, subject, opens, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX listings_of_story ON listings (path, kind, rank);
-- Every subject that has a listing: `name` as its oldest story writes it, `changed` when one of its stories last was.
CREATE TABLE subjects (
    kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL, stories INTEGER NOT NULL, changed INTEGER NOT NULL,
    place TEXT NOT NULL, PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX subjects_by_place ON subjects (place);
-- The places that each public story asked for: it got the last one.
CREATE TABLE claims (place TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (place, path)) STRICT, WITHOUT ROWID;
CREATE INDEX claims_of_story ON claims (path);
-- Former addresses as stories name them.
CREATE TABLE former (
    place TEXT NOT NULL, opens INTEGER NOT NULL, path TEXT NOT NULL, rank INTEGER NOT NULL, url TEXT NOT NULL,
    PRIMARY KEY (place, opens, path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_of_story ON former (path);
-- The merged cards of people, as pages show them.
CREATE TABLE staff (slug TEXT PRIMARY KEY, person BLOB NOT NULL) STRICT, WITHOUT ROWID;
-- What a former address leads to: the story or page at `path`, or else the address `target`, which pages call `name`.
-- `line` is that of redirects.csv; 0 where a story names its own former address.
CREATE TABLE redirects (
    place TEXT PRIMARY KEY, url TEXT NOT NULL, path TEXT NOT NULL, line INTEGER NOT NULL, target TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;
CREATE INDEX redirects_of_story ON redirects (path);
-- Notes to editors on stories that aren't public, or not at the address that they asked for.
CREATE TABLE remarks (path TEXT NOT NULL, remark BLOB NOT NULL, PRIMARY KEY (path, remark)) STRICT, WITHOUT ROWID;
-- The words of each public story when readers were last told of a change (see archive/untold.py).
CREATE TABLE told_words (
    path TEXT PRIMARY KEY, words TEXT NOT NULL, told TEXT NOT NULL, differs INTEGER NOT NULL
) STRICT;
CREATE INDEX told_words_that_differ ON told_words (path) WHERE differs;
-- The corrections of public stories, with the time of each.
CREATE TABLE corrections (
    path TEXT NOT NULL, rank INTEGER NOT NULL, moment INTEGER NOT NULL, correction BLOB NOT NULL,
    PRIMARY KEY (path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_by_time ON corrections (moment, path, rank);
-- How many entries of each public live story may be shown, the time of the newest of these, and whether it has ended.
CREATE TABLE live (path TEXT PRIMARY KEY, shown INTEGER NOT NULL, last INTEGER, ended INTEGER NOT NULL) STRICT;
-- What public stories announce, with the day (`2026-12-12`) after which it is over.
CREATE TABLE events (
    path TEXT NOT NULL, rank INTEGER NOT NULL, last TEXT NOT NULL, starts INTEGER NOT NULL, event BLOB NOT NULL,
    PRIMARY KEY (path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_day ON events (last);
CREATE TABLE related (
    path TEXT NOT NULL, rank INTEGER NOT NULL, other TEXT NOT NULL, PRIMARY KEY (path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_of_story ON related (other);
CREATE TABLE updates (path TEXT PRIMARY KEY, other TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX updates_to_story ON updates (other);
-- The related stories that headers name, as written and as looked up. A single row without a name means: no list.
CREATE TABLE pins (
    path TEXT NOT NULL, rank INTEGER NOT NULL, name TEXT NOT NULL, plain TEXT NOT NULL, place TEXT NOT NULL,
    other TEXT NOT NULL, PRIMARY KEY (path, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX pins_by_name ON pins (plain);
CREATE INDEX pins_by_place ON pins (place);
-- What headers say that stories translate, as written and as looked up; `alike` if both are in the same language.
CREATE TABLE translations (
    path TEXT PRIMARY KEY, name TEXT NOT NULL, plain TEXT NOT NULL, place TEXT NOT NULL, other TEXT NOT NULL,
    alike INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX translations_by_name ON translations (plain);
CREATE INDEX translations_by_place ON translations (place);
CREATE INDEX translations_of_story ON translations (other);
-- The index by which related stories are found: see related/index.py.
CREATE TABLE related_links (
    story INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, older BLOB NOT NULL, older_versions BLOB NOT NULL,
    newer BLOB NOT NULL, newer_versions BLOB NOT NULL
) STRICT;
CREATE TABLE related_words (story INTEGER PRIMARY KEY, words BLOB NOT NULL, weights BLOB NOT NULL) STRICT;
CREATE TABLE related_metadata (chunk INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE related_postings (bucket INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE related_facts (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;

-- The bundles of the search (see press/search_jobs.py): the key of each and whether it may be out of date, and the
-- published files of each with the name that they have in the bundle.
CREATE TABLE search_periods (period TEXT PRIMARY KEY, key TEXT NOT NULL, doubtful INTEGER NOT NULL) STRICT;
CREATE TABLE search_files (
    file TEXT PRIMARY KEY, period TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX search_files_of_period ON search_files (period);

-- Pages that may be out of date. A doubt is raised with the change, and only a receipt clears it.
CREATE TABLE doubts (
    kind TEXT NOT NULL, subject TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (kind, subject, number)
) STRICT, WITHOUT ROWID;
-- The pages in the output folder: why each was printed, and which build last examined it.
CREATE TABLE receipts (
    kind TEXT NOT NULL, subject TEXT NOT NULL, number INTEGER NOT NULL, url TEXT NOT NULL, file TEXT NOT NULL,
    key TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    reason TEXT NOT NULL, printed INTEGER NOT NULL, examined INTEGER NOT NULL, PRIMARY KEY (kind, subject, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX receipts_by_file ON receipts (file);
"""

LIBRARIES = (
    "babel", "charset-normalizer", "defusedxml", "icalendar", "jinja2", "mammoth", "markdown", "markupsafe", "nh3",
    "numpy", "pillow", "python-slugify", "pyyaml", "tzdata",
)  # fmt: skip
"""The libraries whose versions may change what is read or printed."""


@cache
def generator_digest() -> str:
    """Return the digest of the program and its libraries. What other versions read or printed is out of date."""
    versions = [f"{name} {_version_of(name)}" for name in LIBRARIES]
    digest = hashlib.blake2b("\n".join([sys.version, *versions]).encode(), digest_size=16)
    folder = str(Path(__file__).parents[1])
    for name in sorted(_program_files(folder)):
        with FileIO(name) as file:
            digest.update(name.removeprefix(folder).replace(os.sep, "/").encode() + b"\0" + file.readall())
    return digest.hexdigest()


def _program_files(folder: str) -> Iterator[str]:
    """Yield the files whose bytes make the program. Every command asks for them, and pathlib takes twice as long."""
    for place, _, names in os.walk(folder):
        yield from (f"{place}/{name}" for name in names if name.endswith((".py", ".po")))


def _version_of(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
