"""The pages of the paper's own that `broadsheet init` writes: drafts for the editors to finish."""

CONTACT = """\
Title: Contact
Description: How to reach the newsroom of {name}.
Menu: footer 20
Draft: yes

Write to us with news, photos, corrections and letters. We read everything, and we answer.

- **News tips:** <news@example.org>
- **Corrections:** <corrections@example.org>
- **Letters to the editor:** <letters@example.org>. Sign with your name and your town.
- **Advertising and subscriptions:** <office@example.org>
- **Telephone:** 555 0100, weekdays from 9 to 5
- **Post:** {name}, 1 Main Street, Our Town

If you have to stay unnamed, say so before you send anything, and do not write from a machine or an address of your
employer.
"""

ABOUT = """\
Title: About us
Description: Who makes {name}, and who pays for it.
Menu: header 10, footer 10
Draft: yes

{name} reports on our town: its council, its schools, its business and its people.

## Who we are

Name the editors and reporters here, each with a sentence. [Our bylines](/by/) lead to what they wrote.

## Who owns the paper

Say who owns {name}, in full, and who can tell the editors what to print: we think the answer should be nobody.

## Who pays for it

Say where the money comes from: readers, advertisers, grants, and which share each has. Advertisers and donors don't
see stories before you do, and have no say in them. Paid content is labeled as such.

## How we work

We talk to the people that a story is about before it is published. We name our sources, and say why when we can't.
How we correct mistakes is in our [corrections policy](/corrections-policy/).
"""

PRIVACY = """\
Title: Privacy
Description: What {name} knows about its readers.
Menu: footer 30
Draft: yes

This site sets no cookies, loads nothing from other companies, and doesn't follow you from page to page.

## What our server notes

Like every web server, ours notes each page that is asked for: the time, the address of the page, the address that
your device has on the internet, and the name of your browser. We use this to keep the site running and to count how
often stories are read, and delete it after 30 days. Change this to what your host does.

## What you send us

If you write to us, we keep your message as long as we need it to answer you, or for a story that comes of it. We
don't give your address to anybody.

## Your rights

You may ask what we know about you, have it corrected, and have it deleted: <privacy@example.org>.

Name here who is responsible, with a postal address, and the authority to which readers can complain, if the law of
your country asks for that.
"""

CORRECTIONS = """\
Title: Corrections policy
Description: How {name} corrects its mistakes.
Menu: footer 40
Draft: yes

We make mistakes. When we do, we say so, in the story itself and as soon as we know.

- **What we correct:** every error of fact, however small. Tell us: <corrections@example.org>.
- **Where it stands:** under the story, with its date, in words that say what was wrong and what is right.
- **What we don't do:** change a fact without saying so, or take a story down because somebody would like it gone.
- **Spelling and style** are fixed without a note, since they change nothing that you know.
- **Updates:** a story to which something new is added carries the time of its update.

If you think we got it wrong and we don't agree, the editor will tell you why.
"""

ACCESSIBILITY = """\
Title: Accessibility
Description: How {name} can be read by everybody, and what still can't.
Menu: footer 50
Draft: yes

We want everybody to be able to read {name}, whatever device or help they use. We aim at level AA of the Web Content
Accessibility Guidelines 2.2.

- Pages work with a keyboard alone, with screen readers, and without scripts.
- Text can be enlarged to 200 % without losing anything, and follows your choice of a light or dark screen.
- Photos have descriptions. If one lacks it, tell us.

## What we know to be wrong

List here what you know doesn't meet the guidelines yet, such as scanned documents, and by when it will.

## Tell us

If you can't read or use something, write to <access@example.org>. We answer within five
working days, and send you the content in another form meanwhile.
"""

PAGES = {
    "about": ABOUT,
    "contact": CONTACT,
    "privacy": PRIVACY,
    "corrections-policy": CORRECTIONS,
    "accessibility": ACCESSIBILITY,
}
"""The name of each page, which is its address, and its text with {name} for the paper's."""


def first_pages(name: str) -> dict[str, str]:
    """Return the files of the pages and their texts, for the paper called `name`."""
    return {f"content/pages/{page}.md": text.replace("{name}", name) for page, text in PAGES.items()}
