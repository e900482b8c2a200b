"""Small exports of WordPress, made for tests."""

from html import escape

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>The Old Courier</title><link>https://old.example</link>
<wp:author><wp:author_login>jroe</wp:author_login><wp:author_display_name>Jane Roe</wp:author_display_name></wp:author>
<wp:author><wp:author_login>jdoe</wp:author_login><wp:author_display_name>John Doe</wp:author_display_name></wp:author>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>harbor</wp:category_nicename>
  <wp:category_parent>local</wp:category_parent><wp:cat_name>Harbor</wp:cat_name></wp:category>
<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>local</wp:category_nicename>
  <wp:category_parent></wp:category_parent><wp:cat_name>Local news</wp:cat_name></wp:category>
"""
FOOT = "</channel></rss>\n"


def cdata(words: str) -> str:
    return "<![CDATA[" + words.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def item(
    number: int,
    title: str,
    body: str = "The council met.",
    *,
    slug: str = "",
    kind: str = "post",
    status: str = "publish",
    day: str = "2010-05-20",
    path: str | None = None,
    categories: tuple[tuple[str, str, str], ...] = (("category", "local", "Local news"),),
    meta: dict[str, str] | None = None,
    author: str = "jroe",
    more: str = "",
    excerpt: str = "",
    password: str = "",
    parent: int = 0,
) -> str:
    """Return an item of an export. `categories`: domain, nicename and name of each."""
    slug = slug or title.lower().replace(" ", "-")
    link = path if path is not None else (f"/{slug}/" if kind == "page" else f"/{day.replace('-', '/')}/{slug}/")
    terms = "".join(
        f'<category domain="{d}" nicename="{escape(n)}">{cdata(name)}</category>' for d, n, name in categories
    )
    fields = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    return f"""<item><title>{cdata(title)}</title><link>https://old.example{link}</link>
<dc:creator>{author}</dc:creator><content:encoded>{cdata(body)}</content:encoded>
<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date>{day} 09:00:00</wp:post_date><wp:post_date_gmt>{day} 13:00:00</wp:post_date_gmt>
<wp:post_name>{slug}</wp:post_name><wp:status>{status}</wp:status><wp:post_parent>{parent}</wp:post_parent>
<wp:post_type>{kind}</wp:post_type><wp:post_password>{password}</wp:post_password>{terms}{fields}{more}</item>
"""


def attachment(number: int, file: str, caption: str = "", alt: str = "", parent: int = 0) -> str:
    """Return an attachment of an export, whose file was in wp-content/uploads."""
    address = f"<wp:attachment_url>https://old.example/wp-content/uploads/{file}</wp:attachment_url>"
    return item(
        number, file, "", slug=f"file-{number}", kind="attachment", status="inherit", excerpt=caption, parent=parent,
        meta={"_wp_attachment_image_alt": alt}, categories=(), more=address, path=f"/2010/05/20/page-of-{number}/",
    )  # fmt: skip


def export(*items: str, head: str = HEAD) -> str:
    """Return an export with these items."""
    return head + "".join(items) + FOOT
