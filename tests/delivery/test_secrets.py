"""Keys in static/ are found, and nothing else is taken for one."""

import base64
import os
import random
import tempfile
from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT

from generator.delivery import secrets
from generator.delivery.secrets import find_secrets

LETTERS = "".join(random.Random(1).choices("abcdefghijkmnpqrstuvwxyzABCDEFGHIJKLMNPQRSTUVWXYZ23456789", k=400))
CAPITALS = "".join(random.Random(2).choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=60))
HEX = "".join(random.Random(3).choices("123456789abcdef", k=80))
KEY = base64.encodebytes(random.Random(4).randbytes(400)).decode()

# Written in two parts, so that this file isn't taken for a secret itself.
HELD = {
    "pem": "-----BEGIN RSA " + f"PRIVATE KEY-----\n{KEY}-----END RSA PRIVATE KEY-----\n",
    "pkcs8": "-----BEGIN " + f"PRIVATE KEY-----\r\n{KEY.replace(chr(10), chr(13) + chr(10))}",
    "openssh": "-----BEGIN OPENSSH " + f"PRIVATE KEY-----\n{KEY}",
    "encrypted": "-----BEGIN EC " + f"PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\n{KEY}",
    "pgp": "-----BEGIN PGP " + f"PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\nComment: jane@example.org\n\n{KEY}",
    "putty": "PuTTY-User-Key-" + "File-3: ssh-ed25519\nEncryption: none\n",
    "google": '{"type": "service_account", "private_key": "-----BEGIN ' + f'PRIVATE KEY-----\\n{LETTERS[:64]}\\n"}}',
    "aws": f"id = AKIA{CAPITALS[:16]}",
    "aws for a while": f"ASIA{CAPITALS[:16]}",
    "github": f"token: ghp_{LETTERS[:36]}",
    "github fine": f"github_pat_{LETTERS[:22]}_{LETTERS[30:89]}",
    "gitlab": f"'glpat-{LETTERS[:20]}'",
    "slack": f"xoxb-123456789012-{LETTERS[:24]}",
    "slack hook": f"https://hooks.slack.com/services/T12345678/B12345678/{LETTERS[:24]}",
    "stripe": f"sk_live_{LETTERS[:24]}",
    "npm": f"//registry/:_authToken=npm_{LETTERS[:36]}".replace("=npm", " npm"),
    "pypi": f"pypi-AgEIcHlwaS5vcmc{LETTERS[:120]}",
    "netlify": f"nfp_{LETTERS[:36]}",
    "digitalocean": f"dop_v1_{HEX[:64]}",
    "sendgrid": f"SG.{LETTERS[:22]}.{LETTERS[30:73]}",
    "telegram": f"1234567890:AA{LETTERS[:33]}",
}


def found(folder: Path, content: bytes, name: str = "static/notes.txt") -> list[tuple[str, int]]:
    path = folder / "file"
    path.write_bytes(content)
    return [(problem.message, problem.line) for problem in find_secrets([(name, path)])]


@pytest.mark.parametrize("secret", HELD.values(), ids=HELD.keys())
def test_each_kind_of_secret_is_found_with_its_line(secret: str, tmp_path: Path) -> None:
    [(message, line)] = found(tmp_path, f"one\ntwo\n{secret}\n".encode())
    assert message.startswith("There is a")
    assert line == 3


@pytest.mark.parametrize(
    "name",
    ["static/.env", "static/.env.local", "static/x/id_rsa", "static/.htpasswd", "static/.git/config", "a/key.PPK"],
)
def test_a_file_whose_name_says_enough_is_found_unread(name: str, tmp_path: Path) -> None:
    assert find_secrets([(name, tmp_path / "absent")])[0].path == name


@pytest.mark.parametrize("name", ["static/environment.js", "static/id_rsa.pub", "static/.well-known/security.txt"])
def test_names_that_only_sound_alike_are_left_alone(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, b"hello", name) == []


@pytest.mark.parametrize(
    "text",
    [
        'if (pem.indexOf("-----BEGIN RSA PRIVATE KEY-----") === 0) parse(pem);',
        'return "-----BEGIN PRIVATE KEY-----\\n" + wordwrap(key, 64) + "\\n-----END PRIVATE KEY-----"',
        "-----BEGIN CERTIFICATE-----\n" + KEY,
        "-----BEGIN PUBLIC KEY-----\n" + KEY,
        "AKIAIOSFODNN7EXAMPLE",
        f"sha512-{LETTERS}==",
        f"data:font/woff2;base64,{LETTERS[:50]}AKIA{CAPITALS[:16]}{LETTERS[:50]}",
        f"integrity={HEX}",
        f"pk_live_{LETTERS[:24]}",
        f"https://maps.googleapis.com/maps/api/js?key=AIza{LETTERS[:35]}",
        "glpat-short, ghp_short, xoxb-no, sk_live_no",
        "const ghp_abc = 1; npm_config_registry",
        "https://hooks.slack.com/services/",
    ],
)
def test_what_only_looks_like_a_secret_stops_nobody(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text.encode()) == []


@given(st.integers(0, 3_000_000), st.sampled_from(sorted(HELD)))
def test_a_secret_is_found_wherever_it_lies_in_a_large_file(before: int, kind: str) -> None:
    folder = Path(tempfile.gettempdir())
    path = folder / f"broadsheet-secret-{os.getpid()}"
    filler = (b"lorem ipsum dolor \n" * (before // 19 + 1))[:before]
    path.write_bytes(filler + b"\n" + HELD[kind].encode() + b"\n" + filler[:1_000])
    try:
        problems = find_secrets([("x", path)])
    finally:
        path.unlink()
    assert [problem.line for problem in problems] == [filler.count(b"\n") + 2]


@pytest.mark.parametrize("kind", sorted(HELD))
@pytest.mark.parametrize("before", range(-60, 20, 20))
def test_a_secret_across_the_end_of_a_piece_is_found(kind: str, before: int, tmp_path: Path) -> None:
    filler = b" " * (secrets.CHUNK_BYTES + before)
    [(_, line)] = found(tmp_path, filler + HELD[kind].encode() + b" " * 9_000)
    assert line == 1


def test_no_more_of_a_file_is_held_than_a_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "CHUNK_BYTES", 10_000)
    path = tmp_path / "large"
    path.write_bytes(b"x" * 200_000)
    assert max(len(chunk) for chunk, _ in secrets._chunks(path)) <= 10_000 + secrets.OVERLAP_BYTES


def test_a_file_that_cant_be_read_is_told(tmp_path: Path) -> None:
    [problem] = find_secrets([("static/gone.txt", tmp_path / "gone.txt")])
    assert "can't be read" in problem.message


@pytest.mark.parametrize("folder", ["static", "templates", "docs", "content"])
def test_nothing_in_the_theme_and_the_sample_paper_is_taken_for_a_secret(folder: str) -> None:
    files = [path for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    assert files
    assert find_secrets((str(path), path) for path in files) == []


@pytest.mark.corpora
def test_nothing_in_the_real_corpora_is_taken_for_a_secret() -> None:
    if not SHARED.is_dir():
        pytest.skip("the reference material lies beside the project's own checkout only")
    files = [path for path in sorted(SHARED.rglob("*")) if path.is_file() and ".git" not in path.parts]
    chosen = random.Random(7).sample(files, min(len(files), 3_000))
    assert [problem for problem in find_secrets((path.name, path) for path in chosen) if problem.line] == []
