"""ads.txt, app-ads.txt, security.txt and trust.txt go to readers as they are, and `check` reads them."""

from datetime import timedelta

import pytest
from conftest import NOON, Newsroom, story

from generator.commands.check import check_paper

GOOD = {
    "ads.txt": "# sellers\nadserver.example, pub-1234, DIRECT, f08c47fec0942fa0\nother.example,9,reseller # two\n\n"
    "OWNERDOMAIN=courier.example\ncontact=ads@courier.example\nx.example, 1, DIRECT;note\n",
    "app-ads.txt": "adserver.example, 1234, RESELLER\n",
    ".well-known/security.txt": "# us\nContact: mailto:security@courier.example\ncontact: https://courier.example/tell\n"
    "Expires: 2027-06-30T00:00:00.000Z\nPreferred-Languages: en, es\nX-Own: yes\n",
    "trust.txt": "# who we are\nmember=https://association.example/\nbelongto=https://group.example/\n"
    "contact=editor@courier.example\nsocial=https://social.example/@courier\ndatatrainingallowed=no\n",
    ".well-known/trust.txt": "control=https://sister.example/\n",
}


def warnings(newsroom: Newsroom, file: str, text: str | bytes) -> list[tuple[int, str]]:
    newsroom.write(f"static/{file}", text)
    found = check_paper(newsroom.paper()).problems
    return [(one.line, one.message) for one in found if one.path == f"static/{file}"]


def test_good_ones_are_published_as_they_are(session_newsroom: Newsroom) -> None:
    session_newsroom.write("content/town/a.txt", story("A"))
    for file, text in GOOD.items():
        assert warnings(session_newsroom, file, text) == []
    session_newsroom.build()
    files = session_newsroom.files()
    assert {file: files[file].decode() for file in GOOD} == GOOD


@pytest.mark.parametrize(
    ("file", "text", "line", "said"),
    [
        ("ads.txt", "adserver.example, pub-1234\n", 1, "neither a seller nor a variable"),
        ("ads.txt", "# a\n\nadserver.example, 1, BOTH\n", 3, "neither a seller nor a variable"),
        ("app-ads.txt", "adserver, 1, DIRECT\n", 1, "neither a seller nor a variable"),
        ("ads.txt", "<!DOCTYPE html><p>adserver.example</p>", 1, "It is a web page."),
        ("ads.txt", b"\xff\xfea\x00", 0, "isn't UTF-8"),
        ("ads.txt", "\ufeffadserver.example, 1, DIRECT\n", 1, "byte order mark"),
        (".well-known/ads.txt", "adserver.example, 1, DIRECT\n", 0, "at the root of the site"),
        ("security.txt", GOOD[".well-known/security.txt"], 0, "at /.well-known/security.txt"),
        ("trust.txt", "members=https://association.example/\n", 1, "There is no attribute “members”."),
        ("trust.txt", "member=association\n", 1, "isn't a web address"),
        ("trust.txt", "member\n", 1, "isn't an attribute"),
        ("trust.txt", "datatrainingallowed=maybe\n", 1, "neither yes nor no"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    session_newsroom: Newsroom, file: str, text: str | bytes, line: int, said: str
) -> None:
    [(where, message)] = warnings(session_newsroom, file, text)
    assert where == line
    assert said in message


CONTACT, EXPIRES = "Contact: mailto:a@b.example\n", "Expires: 2027-01-01T00:00:00Z\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (EXPIRES, 0, "names nobody"),
        (CONTACT, 0, "It has no “Expires”"),
        (CONTACT + EXPIRES + EXPIRES, 3, "It has 2 “Expires”"),
        ("Contact: a@b.example\n" + EXPIRES, 1, "isn't a whole address"),
        (CONTACT + "Expires: 2027-01-01\n", 2, "isn't a date with a time and a zone"),
        (CONTACT + "Expires: soon\n", 2, "isn't a date with a time and a zone"),
        (CONTACT + "Expires: 2026-11-23T11:59:59Z\n", 2, "It expired on 2026-11-23"),
        (CONTACT + EXPIRES + "Polcy: https://b.example\n", 3, "can't be read"),
        (CONTACT + EXPIRES + "Write to us please\n", 3, "isn't a field"),
    ],
)
def test_a_security_file_is_complete_and_in_force(session_newsroom: Newsroom, text: str, line: int, said: str) -> None:
    [(where, message)] = warnings(session_newsroom, ".well-known/security.txt", text)
    assert where == line
    assert said in message


def test_it_expires_by_the_clock_of_the_command(session_newsroom: Newsroom) -> None:
    session_newsroom.write("static/.well-known/security.txt", CONTACT + "Expires: 2026-11-24T00:00:00Z\n")

    def told(days: int) -> int:
        found = check_paper(session_newsroom.paper(NOON + timedelta(days=days))).problems
        return sum("expired" in one.message for one in found)

    assert (told(0), told(1)) == (0, 1)


def test_a_signed_one_is_read_between_its_marks(session_newsroom: Newsroom) -> None:
    signed = (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{CONTACT}{EXPIRES}\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n"
    )
    assert warnings(session_newsroom, ".well-known/security.txt", signed) == []
