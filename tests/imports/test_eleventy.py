"""What is in an Eleventy site is in the paper: headers, data of folders, permalinks, collections; no program is run."""

from pathlib import Path

import pytest
from conftest import Newsroom
from moving import dead_links, move_in, read, write_site, written
from pictured import picture

FILES = {
    "eleventy.config.js": "module.exports = {}",
    "_data/metadata.json": '{"url": "https://www.bay.example/", "title": "Bay"}',
    "index.md": "---\ntitle: Home\n---\nHello.\n",
    "README.md": "Canary.\n",
    "about.md": "---\ntitle: About\nlayout: page\n---\nWe are.\n",
    "posts/posts.json": '{"tags": ["posts"], "layout": "post", "author": "Jane Roe", "permalink": "/blog/{{ page.fileSlug }}/index.html"}',
    "posts/posts.11tydata.js": "module.exports = { x: 1 }",
    "posts/2020-05-20-ferry.md": "---\ntitle: 'Ferry: a lease'\ntags: [Boats, nav]\ndescription: In short.\nimage: /img/dock.jpg\nown: x\n---\n"
    "See [it](/harbor/bridge/) and [it](../harbor/bridge.md), {{ title }}.\n\n{% youtube \"abc123def45\" %}\n\n"
    '{% image "./img/dock.jpg", "A dock" %}\n\n![Dock](/img/dock.jpg)\n\n{% raw %}{{ shown }}{% endraw %}\n',
    "harbor/bridge.md": "---\ntitle: Bridge\ndate: 2020-06-01\nauthor:\n  name: John Doe\n---\n[Ferry](https://bay.example/blog/ferry/)\n",
    "harbor/2020-06-02-day.html": "---\ntitle: In HTML\n---\n<p>{% for x in y %}Kept{% endfor %} words.</p>\n",
    "harbor/secret.md": "---\ntitle: Secret\ndate: 2020-06-01\npermalink: false\n---\nCanary.\n",
    "harbor/draft.md": "---\ntitle: Draft\ndate: 2020-06-01\ndraft: true\n---\nCanary.\n",
    "harbor/list.md": "---\npagination:\n  data: x\n---\nCanary.\n",
    "archive.njk": "---\ntitle: Archive\n---\nCanary\n",
    "_includes/post.md": "Canary",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "old", {**FILES, "img/dock.jpg": picture(800, 500)})


def test_a_site_becomes_files_that_an_editor_can_read(newsroom: Newsroom, site: Path) -> None:
    result = move_in(newsroom, "", site)
    assert (result.source.kind, result.source.name) == ("eleventy", "bay.example")
    result = move_in(newsroom, "eleventy", site)
    assert read(newsroom, "content/news/ferry.md") == (
        "---\n"
        'title: "Ferry: a lease"\n'
        "by: Jane Roe\n"
        "date: 2020-05-20\n"
        "topics: Boats\n"
        "summary: In short.\n"
        "photo: images/dock.jpg\n"
        "was: /blog/ferry/\n"
        "---\n"
        "\n"
        "See [it](/harbor/2020/06/01/bridge/) and [it](/harbor/2020/06/01/bridge/), Ferry: a lease.\n"
        "\n"
        "https://www.youtube.com/watch?v=abc123def45\n"
        "\n"
        "![A dock](images/dock.jpg)\n"
        "\n"
        "![Dock](images/dock.jpg)\n"
        "\n"
        "{{ shown }}\n"
    )
    assert "[Ferry](/news/2020/05/20/ferry/)" in read(newsroom, "content/harbor/bridge.md")
    assert "by: John Doe\n" in read(newsroom, "content/harbor/bridge.md")
    day = read(newsroom, "content/harbor/day.md")
    assert "was:\n  - /harbor/2020-06-02-day/\n  - /harbor/day/\n" in day
    assert day.endswith("Kept words.\n")
    assert result.leftovers["Data of folders and texts in JavaScript, which isn't run"] == ["posts/posts.11tydata.js"]
    assert result.leftovers["Templates; write texts that are in them as pages of your own"] == ["archive.njk"]


def test_readers_find_everything_and_nothing_early(newsroom: Newsroom, site: Path) -> None:
    move_in(newsroom, "eleventy", site)
    before = written(newsroom)
    move_in(newsroom, "eleventy", site)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert newsroom.mentions("Canary") == []
    assert dead_links(newsroom) == set()
    assert "We are." in newsroom.page("/about/")
    assert 'url=/news/2020/05/20/ferry/"' in newsroom.page("/blog/ferry/")
    assert 'url=/topics/boats/"' in newsroom.page("/tags/boats/")


def test_a_header_may_name_its_language_and_is_never_run(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "eleventy.config.js": "",
        "blog/blog.json": '{"tags": "posts"}',
        "blog/json.md": '---json\n{\n  "title": "In JSON",\n  "date": "2020-01-01"\n}\n---\nFrom JSON.\n',
        "blog/toml.md": '---toml\ntitle = "In TOML"\ndate = 2020-01-02\n---\nFrom TOML.\n',
        "blog/broken.md": "---json\n[[[[\n---\nCanary.\n",
        "blog/program.md": "---js\n{\n  title: 'Program',\n  date: '2020-01-03',\n  draft: true\n}\n---\nCanary.\n",
    }
    result = move_in(newsroom, "eleventy", write_site(tmp_path / "old", files))
    assert read(newsroom, "content/news/json.md").startswith("---\ntitle: In JSON\ndate: 2020-01-01\n")
    assert read(newsroom, "content/news/toml.md").startswith("---\ntitle: In TOML\ndate: 2020-01-02\n")
    assert read(newsroom, "content/news/program.md") == "---\ntitle: Program\ndraft: yes\n---\n\nCanary.\n"
    unread = "Texts whose header is a program, which isn't run, or can't be read; written as drafts"
    assert result.leftovers[unread] == ["blog/broken.md", "blog/program.md"]


def test_data_beside_a_text_keeps_it_from_readers(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "eleventy.config.js": "",
        "blog/open.11tydata.js": "// draft: true\nexport default { layout: 'x', draft: isDraft, eleventyComputed: { permalink: data => data.draft ? false : '/' } }",
        "plan/plan.11tydata.cjs": "module.exports = {\n  permalink: false,\n};",
        "blog/one.11tydata.json": '{"draft": true}',
        "blog/two.json": '{"permalink": false}',
        "blog/three.11tydata.js": "export default { eleventyExcludeFromCollections: true };",
        "blog/four.md": "---\ntitle: four\ndate: 2020-01-01\npermalink:\n  build: false\n---\nCanary.\n",
        **{
            f"{name}.md": f"---\ntitle: {name}\ndate: 2020-01-01\n---\nWords.\n"
            for name in ("blog/open", "blog/one", "blog/two", "blog/three", "plan/five")
        },
    }
    result = move_in(newsroom, "eleventy", write_site(tmp_path / "old", files))
    items = {one.entry.item.title: one.entry.item.is_draft for one in result.placed}
    open_ = items.pop("blog/open")
    assert not open_
    assert len(items) == 5
    assert all(items.values())
    assert "content/content.11tydata.js" not in result.leftovers


def test_a_pattern_of_addresses_is_read_from_data_in_javascript(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "eleventy.config.js": "",
        "posts/posts.11tydata.js": 'module.exports = {\n  layout: "post.njk",\n  permalink: "blog/{{ page.fileSlug }}/",\n};',
        "posts/ferry.md": "---\ntitle: Ferry\ndate: 2020-01-01\n---\nIt sails.\n",
        "talks/talks.11tydata.js": "module.exports = { eleventyComputed: { permalink: (data) => `/x/${data.page.fileSlug}/` } };",
        "talks/bridge.md": "---\ntitle: Bridge\ndate: 2020-01-01\n---\nIt stands.\n",
    }
    move_in(newsroom, "eleventy", write_site(tmp_path / "old", files))
    assert "was: /blog/ferry/\n" in read(newsroom, "content/news/ferry.md")
    assert "was: /talks/bridge/\n" in read(newsroom, "content/talks/bridge.md")


def test_comments_and_styles_for_other_places_are_not_printed(newsroom: Newsroom, tmp_path: Path) -> None:
    text = (
        "---\ntitle: Ferry\ndate: 2020-01-01\n---\nIt {# Canary #}sails.\n\n{%- css %}.canary { color: red }{% endcss %}\n\n"
        "{% highlight 'js' %}\nlet x = 1;\n{% endhighlight %}\n\n`{# shown #}`\n\n```njk\n{% set x = 1 %}\n```\n"
    )
    move_in(
        newsroom,
        "eleventy",
        write_site(tmp_path / "old", {"eleventy.config.js": "", "posts/2020-01-01-ferry.md": text}),
    )
    body = read(newsroom, "content/news/ferry.md").partition("---\n\n")[2]
    assert body == "It sails.\n\n```js\nlet x = 1;\n```\n\n`{# shown #}`\n\n```njk\n{% set x = 1 %}\n```\n"


def test_the_language_of_a_folder_is_that_of_its_texts(newsroom: Newsroom, tmp_path: Path) -> None:
    files = {
        "eleventy.config.js": "",
        "_data/site.json": '{"url": "https://old.example", "language": "en"}',
        "fr/fr.json": '{"lang": "fr"}',
        "en/en.json": '{"lang": "en"}',
        "fr/ferry.md": "---\ntitle: Le bac\ndate: 2020-01-01\n---\nIl part.\n",
        "fr/harbor/bridge.md": "---\ntitle: Le pont\ndate: 2020-01-01\n---\nIl tient.\n",
        "en/ferry.md": "---\ntitle: The ferry\ndate: 2020-01-01\n---\nIt sails.\n",
    }
    move_in(newsroom, "eleventy", write_site(tmp_path / "old", files))
    assert "language: fr\nwas: /fr/ferry/\n" in read(newsroom, "content/news/ferry-fr.md")
    assert "language: fr\n" in read(newsroom, "content/harbor/bridge-fr.md")
    assert "language" not in read(newsroom, "content/news/ferry.md")


def test_the_words_of_a_lead_photo_have_its_own_name(newsroom: Newsroom, tmp_path: Path) -> None:
    text = "---\ntitle: Ferry\nhero: /dock.jpg\nheroAlt: The dock\nheroCaption: Boats at dawn\n---\nIt sails.\n"
    site = write_site(
        tmp_path / "old",
        {"eleventy.config.js": "", "posts/2020-01-01-ferry.md": text, "dock.jpg": picture(80, 50)},
    )
    result = move_in(newsroom, "eleventy", site)
    story = read(newsroom, "content/news/ferry.md")
    assert "The dock" in story
    assert "Boats at dawn" in story
    assert "Keys of headers that only the old site's templates used" not in result.leftovers
