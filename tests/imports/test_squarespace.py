"""Exports of Squarespace number their items anew each time, and have players and captions in forms of their own."""

from pathlib import Path

from conftest import Newsroom
from moving import move_in, read, written
from wordpress import attachment, export, item


def save(tmp_path: Path, *items: str) -> Path:
    text = export(*items).replace(
        "<channel>", "<channel><generator>Site-Server (http://www.squarespace.com)</generator>"
    )
    path = tmp_path / "export.xml"
    path.write_text(text.replace("<link>https://old.example/", "<link>/"))
    return path


def test_a_new_post_changes_no_file_of_another(newsroom: Newsroom, tmp_path: Path) -> None:
    def post(number: int, name: str) -> str:
        return item(number, name, slug=f"2010/5/20/{name.lower()}", path=f"/blog/2010/5/20/{name.lower()}")

    move_in(newsroom, "squarespace", save(tmp_path, post(0, "Ferry"), item(1, "About", kind="page")))
    before = written(newsroom)
    path = save(tmp_path, post(0, "Bridge"), post(1, "Ferry"), item(2, "About", kind="page"))
    move_in(newsroom, "squarespace", path)
    after = written(newsroom)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {"local/bridge.md"}


def test_two_items_of_one_number_are_two(newsroom: Newsroom, tmp_path: Path) -> None:
    path = save(tmp_path, item(5, "Services", kind="page"), item(5, "Prices", kind="page"))
    assert len(move_in(newsroom, "squarespace", path).placed) == 2


def test_players_are_shown_and_placeholders_are_not(newsroom: Newsroom, tmp_path: Path) -> None:
    body = (
        '<div class="sqs-video-wrapper" data-html="&lt;iframe src=&quot;//www.youtube.com/embed/dQw4w9WgXcQ&quot;&gt;&lt;/iframe&gt;"></div>'
        '<div class="sqs-audio-embed" data-url="https://static1.squarespace.com/ep.mp3" data-title="Episode one"></div>'
        '<img data-src="https://images.squarespace-cdn.com/content/v1/1/THE+DOCK.jpg" alt="THE DOCK.jpg">'
    )
    export_path = save(
        tmp_path,
        item(0, "Ferry", body, meta={"_thumbnail_id": "9"}),
        attachment(9, "lead.jpg", "exc-5134cbefe4b0c6fb04df8065"),
    )
    (tmp_path / "images").mkdir()
    for name in ("THE DOCK.jpg", "lead.jpg"):
        (tmp_path / "images" / name).write_bytes(name.encode())
    move_in(newsroom, "squarespace", export_path)
    text = read(newsroom, "content/local/ferry.md")
    assert "\nhttps://www.youtube.com/embed/dQw4w9WgXcQ\n" in text
    assert "[Episode one](https://static1.squarespace.com/ep.mp3)" in text
    assert "![](images/the-dock.jpg)" in text
    assert not any(b"exc-5134" in one for one in written(newsroom).values())


def test_pages_of_categories_are_redirected_from_where_they_were(newsroom: Newsroom, tmp_path: Path) -> None:
    path = save(
        tmp_path,
        item(
            0,
            "Ferry",
            slug="ferry",
            path="/blog/ferry",
            categories=(("category", "sea", "Sea"), ("post_tag", "boats", "Boats")),
        ),
    )
    move_in(newsroom, "squarespace", path)
    lines = read(newsroom, "redirects.csv").split("\n")
    assert {"/blog/category/Sea/,/sea/", "/blog/tag/Boats/,/topics/boats/"} <= set(lines)
