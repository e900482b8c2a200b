"""Limits of hosts are checked before anything is sent."""

from pathlib import Path
from typing import get_args, get_type_hints

from generator.config import Target
from generator.delivery.hosts.contract import Upload
from generator.delivery.limits import LIMITS, MIB, check_limits


def upload(file: str, size: int = 1, source: str = "") -> Upload:
    return Upload(file, source, size, "", "", "")


def files(count: int, size: int = 1) -> list[Upload]:
    return [upload(f"{number}.html", size) for number in range(count)]


def test_every_name_of_the_settings_has_its_limits() -> None:
    assert set(get_args(get_type_hints(Target)["limits"])) == set(LIMITS)


def test_a_site_at_the_limit_is_accepted_and_one_file_more_is_reported() -> None:
    for name, most in (("cloudflare-pages", 20_000), ("cloudflare-pages-paid", 100_000)):
        assert check_limits(name, files(most)) == []
        [problem] = check_limits(name, files(most + 1))
        assert f"{most + 1:,} files" in problem.message
    assert check_limits("none", files(100_001, 26 * MIB)) == []


def test_a_file_that_is_too_large_is_named() -> None:
    assert check_limits("cloudflare-pages", [upload("a", 25 * MIB)]) == []
    [problem] = check_limits("cloudflare-pages", [upload("a"), upload("film.mp4", 25 * MIB + 1)])
    assert problem.path == "film.mp4"


def test_the_weight_of_the_whole_site_counts_at_github() -> None:
    assert check_limits("github-pages", files(1_000, 1_000_000)) == []
    [problem] = check_limits("github-pages", files(1_001, 1_000_000))
    assert "GitHub Pages" in problem.message


def test_all_exceeded_limits_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "_redirects").write_text(
        "# ours\n\n" + "".join(f"/{n} /x 301\n" for n in range(2_001)) + "/p/:a /b 301\n" * 101 + f"/{'x' * 1000} /y\n"
    )
    (tmp_path / "_headers").write_text("/*\n  X-A: 1\n  X-B: 2\n" * 101)
    own = [upload(name, source=str(tmp_path / name)) for name in ("_redirects", "_headers")]
    problems = check_limits("cloudflare-pages", [*files(20_000), *own, *(upload(f"l{n}", 26 * MIB) for n in range(30))])
    told = [problem.message for problem in problems]
    for words in (
        "2,002 redirects;",
        "101 redirects with",
        "1 lines are longer",
        "101 rules",
        "20,032 files",
        "10 more files",
    ):
        assert any(words in message for message in told), (words, told)


def test_redirects_and_headers_that_just_fit_are_taken(tmp_path: Path) -> None:
    (tmp_path / "_redirects").write_text(
        "".join(f"/{n}/ /x:y/ 301\n" for n in range(2_000)) + "/a/* /b/:splat 301\n" * 100
    )
    (tmp_path / "_headers").write_text("/a\n  X-A: 1\n" * 100)
    own = [upload(name, source=str(tmp_path / name)) for name in ("_redirects", "_headers")]
    assert check_limits("cloudflare-pages", own) == []
