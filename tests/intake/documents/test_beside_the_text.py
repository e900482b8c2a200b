"""What stands beside the text of a document is never printed, and is searched for a word to keep the story back."""

import pytest
from copies import DESK
from documents import W, docx, odt, para, run

from generator.intake.documents.docx import read_docx
from generator.intake.parse import parse_copy
from generator.model import Parsed

HEADLINE = "Ferry lease approved"
LEDE = "The council voted on Sunday to renew the lease of the ferry landing."
COMMENT = '<w:r><w:commentReference w:id="0"/></w:r>'
RESTRAINTS = ["EMBARGOED UNTIL TUESDAY 6AM", "Please hold until Tuesday", "Tom: nice. Don't publish before Tuesday."]
HARMLESS = ["Page 3", "Is this the right name?", "The embargo on oil ended in 2020, check"]


def parse(raw: bytes, ending: str) -> Parsed:
    return parse_copy(raw, f"content/town/2026-11-22-ferry.{ending}", DESK)


def _comment(words: str) -> bytes:
    comments = f'<w:comments {W}><w:comment w:id="0">{para(words)}</w:comment></w:comments>'
    return docx(para(HEADLINE), para(LEDE, COMMENT), comments=comments)


def _header(words: str) -> bytes:
    return docx(para(HEADLINE), para(LEDE), header1=f"<w:hdr {W}>{para(words)}</w:hdr>")


def _watermark(words: str) -> bytes:
    mark = f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="{words}"/></v:shape></w:pict></w:r></w:p>'
    return docx(para(HEADLINE), para(LEDE), header1=f"<w:hdr {W}>{mark}</w:hdr>")


def _hidden(words: str) -> bytes:
    return docx(para(HEADLINE), para(LEDE), para(run(words, "<w:vanish/>")))


def _annotation(words: str) -> bytes:
    note = f"<office:annotation><text:p>{words}</text:p></office:annotation>"
    return odt(f'<text:h text:outline-level="1">{HEADLINE}</text:h><text:p>{LEDE}{note}</text:p>')


def _rtf(words: str) -> bytes:
    return rf"{{\rtf1\ansi {{\header\pard {words}\par}}{HEADLINE}\par\par {LEDE}\par}}".encode()


def _rtf_comment(words: str) -> bytes:
    note = rf"{{\*\atnid JR}}{{\*\annotation\pard {{\cs1\chatn}}{words}}}"
    return rf"{{\rtf1\ansi {HEADLINE}\par\par {LEDE}{note}\par}}".encode()


def _page(words: str) -> bytes:
    return f'<h1>{HEADLINE}</h1><p>{LEDE}</p><p style="display: none">{words}</p>'.encode()


def _page_comment(words: str) -> bytes:
    return f"<h1>{HEADLINE}</h1><!-- {words} --><p>{LEDE}</p>".encode()


MAKERS = {
    "docx comment": _comment, "docx header": _header, "docx watermark": _watermark, "docx hidden": _hidden,
    "odt comment": _annotation, "rtf header": _rtf, "rtf comment": _rtf_comment, "html hidden": _page, "html comment": _page_comment,
}  # fmt: skip


@pytest.mark.parametrize("words", RESTRAINTS)
@pytest.mark.parametrize("kind", MAKERS)
def test_a_restraint_beside_the_text_holds_the_story(kind: str, words: str) -> None:
    parsed = parse(MAKERS[kind](words), kind.split(maxsplit=1)[0])
    assert parsed.story is None
    assert any(words in problem.message for problem in parsed.problems)


@pytest.mark.parametrize("words", HARMLESS)
@pytest.mark.parametrize("kind", MAKERS)
def test_other_words_beside_the_text_do_not_and_are_not_printed(kind: str, words: str) -> None:
    parsed = parse(MAKERS[kind](words), kind.split(maxsplit=1)[0])
    assert parsed.story is not None
    assert parsed.body.html == f"<p>{LEDE}</p>"


def test_a_mark_of_a_draft_over_the_page_holds_the_story() -> None:
    assert parse(_watermark("DRAFT"), "docx").story is None


def test_words_in_fields_stay() -> None:
    field = '<w:fldSimple w:instr=" REF x "><w:r><w:t>long</w:t></w:r></w:fldSimple>'
    wrapped = f'<w:customXml w:element="x">{field}</w:customXml>'
    assert "It was long." in read_docx(docx(para("It was ", wrapped, "."))).html


def test_cells_of_libreoffice_reach_over_columns_and_rows() -> None:
    wide = '<table:table-cell table:number-columns-spanned="2"><text:p>Votes</text:p></table:table-cell>'
    high = '<table:table-cell table:number-rows-spanned="2"><text:p>North</text:p></table:table-cell>'
    cell = "<table:table-cell><text:p>412</text:p></table:table-cell>"
    rows = (f"{wide}<table:covered-table-cell/>", f"{high}{cell}", f"<table:covered-table-cell/>{cell}")
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    raw = odt(
        f'<text:h text:outline-level="1">{HEADLINE}</text:h><text:p>{LEDE}</text:p><table:table>{table}</table:table>'
    )
    html = parse(raw, "odt").body.html
    assert '<td colspan="2">Votes</td>' in html
    assert '<td rowspan="2">North</td>' in html


def test_a_document_with_a_damaged_part_beside_the_text_is_refused() -> None:
    parsed = parse(docx(para(HEADLINE), para(LEDE), header1="<w:hdr"), "docx")
    assert parsed.story is None


def test_soft_hyphens_of_documents_are_gone() -> None:
    parsed = parse(
        docx(para(HEADLINE), para("The ferry", "<w:r><w:softHyphen/></w:r>", "boat sank on Sunday.")), "docx"
    )
    assert parsed.body.html == "<p>The ferryboat sank on Sunday.</p>"
