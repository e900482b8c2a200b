"""Of the commands of other programs readers see what they stood for: links, pictures, videos, words; never the command."""

import pytest

from generator.imports.commands import LOST_WORDS
from generator.imports.markdown_body import read_markdown
from generator.imports.parts import Parts


@pytest.mark.parametrize(("text", "wanted"), [
    ('We get {{< smartlink "jobs" "https://a.example/x" >}} now.', "We get [jobs](https://a.example/x) now."),
    ('{{< button label="Read it" link="/report/" >}}', "[Read it](/report/)"),
    ('{{< pullquote "Nobody told us anything at all." >}}', "\n\n> Nobody told us anything at all.\n\n"),
    ('{{< card text="We lost." cite="J. Roe" >}}', "\n\nWe lost.\n\n— J. Roe\n\n"),
    ('{% include quote.html quote="We lost, 3-2." author="J. Roe" %}', "\n\n> We lost, 3-2.\n>\n> — J. Roe\n\n"),
    ('He said {{< tip text="not now" >}}.', "He said not now."),
    ('{{< tip text="Not now" >}}Later', "Not now Later"),
    ('{{< card text="We lost." quote="We lost." >}}', "\n\n> We lost.\n\n"),
    ('{{< card `All of them said "no".` >}} `{{< x ` and ` >}}`', "All of them said ”no”. `{{< x ` and ` >}}`"),
    ('{{ youtube_player(id="abc123def45") }}', "{{ youtube_player(id=\"abc123def45\") }}"),
    ('{{< youtube_player video_id="abc123def45" >}}', "\n\nhttps://www.youtube.com/watch?v=abc123def45\n\n"),
    ('{% include youtube.html youtubeid="abc123def45" %}', "\n\nhttps://www.youtube.com/watch?v=abc123def45\n\n"),
    ('{{< pull-quote cite="J. Roe" >}}\nWe lost.\n\nAll.\n{{< /pull-quote >}}', "\n\n> We lost.\n>\n> All.\n>\n> — J. Roe\n\n"),
    ("{% blockquote Jane Roe, The Bay %}We lost.{% endblockquote %}", "\n\n> We lost.\n>\n> — Jane Roe, The Bay\n\n"),
    ("{{< pullquote center >}}We lost.{{< /pullquote >}}", "\n\n> We lost.\n\n"),
    ('{{< bundle-image name="x" caption="The dock" >}}', "\n\nThe dock\n\n"),
    ("A {{< highlight >}}marked{{< /highlight >}} word.", "A marked word."),
    ("{{< highlight go >}}\nx\n{{< /highlight >}}", "\n```go\nx\n```\n"),
    ("{{< tabs >}}{{< tab \"One\" >}}In it.{{< /tab >}}{{< /tabs >}}", "\n\n**One**\n\nIn it."),
])  # fmt: skip
def test_a_command_becomes_what_it_stood_for(text: str, wanted: str) -> None:
    parts = Parts()
    read = read_markdown(text, {}, parts, has_liquid="{%" in text)
    for number, href in enumerate(parts.links):
        read = read.replace(f"link:{number}", href)
    assert read == wanted


@pytest.mark.parametrize(("text", "source", "caption"), [
    ('{% include figure.html src="a.jpg" caption="At the dock, 1990: two" %}', "a.jpg", "At the dock, 1990: two"),
    ('{% include image.html\n   url="/a.png"\n   text="Figure 1. The vote."\n   id="fig1"\n%}', "/a.png", "Figure 1. The vote."),
    ('{% include image.html img="/a.png" title="The vote" %}', "/a.png", "The vote"),
    ('{{<figure src="/a.png" caption="A **map** of [it](/x)." >}}', "/a.png", "A map of it."),
])  # fmt: skip
def test_a_picture_keeps_its_caption(text: str, source: str, caption: str) -> None:
    parts = Parts()
    read_markdown(text, {}, parts, has_liquid="{%" in text)
    assert [(one.source, one.caption) for one in parts.pictures] == [(source, caption)]


def test_a_gallery_is_its_pictures_in_order() -> None:
    parts = Parts()
    read_markdown('{{< gallery images=["/a.webp", "/a.jpg", "/b.jpg"] >}}', {}, parts)
    assert [one.source for one in parts.pictures] == ["/a.jpg", "/b.jpg"]


def test_words_in_arguments_that_are_lost_are_told() -> None:
    parts = Parts()
    assert read_markdown('{{< chart id="c1" title="Filings by month" width="100" >}}', {}, parts) == ""
    assert [one.example for one in parts.leftovers if one.kind == LOST_WORDS] == ["chart: Filings by month"]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Go [there](/x){:target='_blank'} now", "Go [there](link:0) now"),
    ("* <https://a.example/x>{:target='_blank'}", "* <https://a.example/x>"),
    ("[A](#note){.btn .btn-primary} b", "[A](#note) b"),
    ("# Head {: #top}\nText {a} {b=c}", "# Head {#top}\nText {a} {b=c}"),
    ("::: note\nBoxed.\n:::\n", "Boxed.\n"),
    ('<div class="x" markdown="1">\n**b** <div>i</div>\n</div>\nc', "\n\n**b** <div>i</div>\n\nc"),
    ("<label>Year</label> <select><option>All</option></select>b <svg><path/></svg>", "Year b "),
    ('<object><param name="movie" value="http://www.youtube.com/v/abc123def45&hl=en"></object>',
     "\n\nhttps://www.youtube.com/watch?v=abc123def45\n\n"),
    ("The set {: a, b} of f(a){.x}, g{: x} (see){#y}", "The set {: a, b} of f(a){.x}, g{: x} (see){#y}"),
    ("* a {: .x y}\n{: z}\n*b*{: z}", "* a \n\n*b*"),
    ("`{: .x}` and `::: y`", "`{: .x}` and `::: y`"),
])  # fmt: skip
def test_attributes_boxes_and_controls_go_and_words_stay(text: str, wanted: str) -> None:
    assert read_markdown(text, {}, Parts()) == wanted


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ('{% figure "/a.jpg", "The dock", "Boats at dawn" %}', "Boats at dawn"),
        ('{% figure "/a.jpg", "The dock", "wide" %}', ""),
        ('{% image "/a.jpg", "The dock", "(min-width: 30em) 50vw, 100vw" %}', ""),
        ('{% figure "/a.jpg", "The dock", "(min-width: 30em) 50vw, 100vw" %}', ""),
        ('{% img right /a.jpg 350 250 "Boats at dawn" "The dock" %}', "Boats at dawn"),
        ('{% img /a.jpg "The dock" %}', ""),
        ('{% include figure.html id="/a.jpg" alt="The dock" caption="Boats at dawn" %}', "Boats at dawn"),
    ],
)
def test_words_without_a_name_are_the_alt_text_and_the_caption(text: str, caption: str) -> None:
    parts = Parts()
    read_markdown(text, {}, parts, has_liquid=True)
    [shown] = parts.pictures
    assert (shown.source, shown.alt, shown.caption) == ("/a.jpg", "The dock", caption)


def test_what_is_shown_if_false_is_true_was_never_shown() -> None:
    text = "One.{% if false %} Canary. {%- endif -%} Two.{% if x %} Three.{% endif %}{% if false %}a{% else %}Four.{% endif %}"
    plain = read_markdown(text, {}, Parts(), has_liquid=True)
    assert plain == "One. Two. Three.aFour."
