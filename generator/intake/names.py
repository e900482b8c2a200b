"""The names of dropped files: which ending a file has, and which story it belongs to."""

import unicodedata


def identify(file: str) -> str:
    """The identity of the story in `file`: `content/world/Été.txt` is `world/Été`, in Unicode's composed form (NFC)."""
    if file.isascii() and file.rfind(".") > file.rfind("/") + 1:
        return file[file.find("/") + 1 : file.rfind(".")]
    path = file.partition("/")[2]
    folder, slash, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return unicodedata.normalize("NFC", folder + slash + stem)


def ending_of(file: str) -> str:
    """The ending of a file's name in small letters, with its point: `.md`. Empty when it has none, as with pathlib."""
    dot = file.rfind(".")
    return file[dot:].lower() if file.rfind("/") + 1 < dot < len(file) - 1 else ""


def stem_of(file: str) -> str:
    """A file's name without its ending."""
    name = file.rpartition("/")[2]
    return name[: len(name) - len(ending_of(name))]
