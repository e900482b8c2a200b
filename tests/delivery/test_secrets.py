"""Keys in static/ are found, and nothing else is taken for one."""

import base64
import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import ROOT, SHARED

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
    "npm": f"//registry/:_authToken=npm_{LETTERS[:36]}",
    "pypi": f"pypi-AgEIcHlwaS5vcmc{LETTERS[:120]}",
    "netlify": f"nfp_{LETTERS[:36]}",
    "digitalocean": f"dop_v1_{HEX[:64]}",
    "sendgrid": f"SG.{LETTERS[:22]}.{LETTERS[30:73]}",
    "telegram": f"1234567890:AA{LETTERS[:33]}",
    "telegram in an address": f"https://api.telegram.org/bot1234567890:AA{LETTERS[:33]}/getMe",
    "ssh2": "---- BEGIN SSH2 ENCRYPTED " + f"PRIVATE KEY ----\nComment: key\n{KEY}",
    "age": "AGE-SECRET-" + f"KEY-1{'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L' * 2}"[:63],
    "google account": f'"private_key_id": "{HEX[:40]}"',
    "google client": f"GOCSPX-{LETTERS[:28]}",
    "google for a while": f"Authorization: Bearer ya29.{LETTERS[:160]}",
    "aws secret": f'AWS_SECRET_ACCESS_KEY="{LETTERS[:38]}/+"',
    "aws secret in JSON": f'{{"SecretAccessKey": "{LETTERS[:40]}"}}',
    "azure": f"AccountName=courier;AccountKey={LETTERS[:86]}==;EndpointSuffix=core.windows.net",
    "azure bus": f"SharedAccessKeyName=Root;SharedAccessKey={LETTERS[:43]}=",
    "azure client": f"secret: {LETTERS[:3]}8Q~{LETTERS[10:44]}",
    "cloudflare user": f"CLOUDFLARE_API_TOKEN=cfut_{LETTERS[:48]}",
    "cloudflare account": f"cfat_{LETTERS[:46]}",
    "cloudflare global": f"cfk_{LETTERS[:48]}",
    "github oauth": f"gho_{LETTERS[:36]}",
    "github app": f"ghs_{LETTERS[:36]}",
    "github app new": f"ghs_1234567_eyJ{LETTERS[:200]}.eyJ{LETTERS[:200]}.{LETTERS[:80]}",
    "gitlab new": f"glpat-{LETTERS[:27]}.01.1a2b3c4d5",
    "gitlab runner": f"glrt-{LETTERS[:20]}",
    "docker": f"dckr_pat_{LETTERS[:27]}",
    "openai": f"OPENAI_API_KEY=sk-proj-{LETTERS[:74]}T3BlbkFJ{LETTERS[80:154]}",
    "openai service": f"'sk-svcacct-{LETTERS[:60]}'",
    "openai admin": f'"sk-admin-{LETTERS[:60]}"',
    "openai old": f"sk-{LETTERS[:20]}T3BlbkFJ{LETTERS[30:50]}",
    "anthropic": f"ANTHROPIC_API_KEY=sk-ant-api03-{LETTERS[:60]}_-{LETTERS[100:131]}AA",
    "anthropic admin": f"sk-ant-admin01-{LETTERS[:93]}AA",
    "openrouter": f"sk-or-v1-{HEX[:64]}",
    "hugging face": f"hf_{LETTERS[:34]}",
    "slack user": f"xoxp-123456789012-123456789012-123456789012-{HEX[:32]}",
    "slack app": f"xapp-1-A0123456789-123456789012-{HEX[:64]}",
    "slack changing": f"xoxe.xoxb-1-{LETTERS[:160]}",
    "slack workflow": f"https://hooks.slack.com/workflows/T12345678/A12345678/123456789012345678/{LETTERS[:24]}",
    "stripe restricted": f"stripe = Stripe('rk_live_{LETTERS[:24]}')",
    "stripe hook": f"whsec_{LETTERS[:32]}",
    "twilio key": f"TWILIO_API_KEY=SK{HEX[:32]}",
    "twilio account": f"AC{HEX[:32]}",
    "mailgun old": f"api:key-{HEX[:32]}",
    "mailgun": f"MAILGUN={HEX[:32]}-{HEX[40:48]}-{HEX[50:58]}",
    "mailchimp": f"{HEX[:32]}-us21",
    "shopify": f"shpat_{HEX[:32]}",
    "shopify app": f"shpss_{HEX[:32]}",
    "discord": f"https://discord.com/api/webhooks/123456789012345678/{LETTERS[:68]}",
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
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + LETTERS[:43],
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n" + KEY,
        f"age1{'qpzry9x8gf2tvdw0s3jn54khce6mua7l' * 2}"[:62],
        f"pk_test_{LETTERS[:24]} sk_test_{LETTERS[:24]}",
        f"md5 {HEX[:32]} sha1 {HEX[:40]} sha256 {HEX[:64]} sha256-{LETTERS[:43]}=",
        f"SHA1 {HEX[:40].upper()} AC{HEX[:32].upper()} SK{HEX[:32].upper()} x{HEX[:32]} SK{HEX[:40]} ac{HEX[:32]}",
        f"{HEX[:8]}-{HEX[8:12]}-4{HEX[12:15]}-8{HEX[15:18]}-{HEX[18:30]}",
        ".sk-proj-card-with-a-very-long-name-for-a-class-of-css-and-more {color: red}",
        ".sk-admin-toolbar-button-primary-large-rounded-with-shadow-2 {color: red}",
        f"/assets/app-{HEX[:32]}.js /assets/monkey-{HEX[:32]}.css /img/{HEX[:32]}-usual.jpg",
        "ghp_" + "x" * 36,
        "sk-ant-api03-" + "XXXX" * 24,
        "whsec_test, whsec_..., cfut_xxxx, hf_model_name_of_some_length_with_words, shpat_",
        "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
        "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "glyphs: gldt-something-that-is-a-class-name-and-nothing-more",
        "".join(f"function n{number}(t,e){{return t<<{number}|e>>>{32 - number}}}" for number in range(1, 31)),
    ],
)
def test_what_only_looks_like_a_secret_stops_nobody(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text.encode()) == []


@settings(deadline=None)
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
def test_a_secret_across_the_end_of_a_piece_is_found(
    kind: str, before: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "CHUNK_BYTES", 10 * secrets.OVERLAP_BYTES)
    filler = b" " * (secrets.CHUNK_BYTES + before)
    [(_, line)] = found(tmp_path, filler + HELD[kind].encode() + b" " * 9_000)
    assert line == 1


def test_no_more_of_a_file_is_held_than_a_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "CHUNK_BYTES", 10_000)
    path = tmp_path / "large"
    path.write_bytes(b"x" * 200_000)
    assert max(len(chunk) for chunk, _ in secrets._chunks(path)) <= 10_000 + secrets.OVERLAP_BYTES


def test_a_file_that_cant_be_read_is_reported(tmp_path: Path) -> None:
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
