"""Saved mails are read by Python's own package, and damaged ones give nothing."""

from hypothesis import given
from hypothesis import strategies as st

from generator.intake.mail.read_mail import MailPicture, join_flowed, read_mail

PARTS = (
    b"From: Dana Pell <dana@pier.example>\r\nTo: desk@paper.example\r\nSubject: Re: =?utf-8?B?UGllciByZW9wZW5zIOKAkyBmaW5hbGx5?=\r\n"
    b"Date: Thu, 6 May 2027 09:05:11 -0400\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=xx\r\n\r\n"
    b"--xx\r\nContent-Type: multipart/alternative; boundary=yy\r\n\r\n"
    b"--yy\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"The caf=E9 on the pier has re=\r\nopened.\r\n"
    b"--yy\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The caf\xc3\xa9</p>\r\n--yy--\r\n"
    b"--xx\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename=pier.jpg\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--xx--\r\n"
)


def test_subject_date_text_and_attachments_are_read() -> None:
    mail = read_mail(PARTS)
    assert mail is not None
    assert mail.subject == "Pier reopens – finally"
    assert mail.sent == "Thu, 06 May 2027 09:05:11 -0400"
    assert mail.body.strip() == "The café on the pier has reopened."
    assert mail.attachments == ()
    assert mail.pictures == (MailPicture("Pictures/5.jpeg"),)
    assert "<p>" in mail.html


def test_a_mail_in_html_alone_gives_its_text() -> None:
    raw = "Subject: Pier\nContent-Type: text/html; charset=utf-8\n\n<p>One &amp; two.</p><p>Three<script>x()</script>.</p>\n"
    mail = read_mail(raw)
    assert mail is not None
    assert mail.body == "One & two.\n\nThree."


def test_flowed_lines_are_joined_and_a_signature_is_not() -> None:
    assert join_flowed("One \ntwo \nthree.\nFour.\n-- \nDana") == "One two three.\nFour.\n-- \nDana"


def test_a_bomb_of_parts_is_refused() -> None:
    assert (
        read_mail(
            b"Content-Type: multipart/mixed; boundary=a\n\n"
            + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 500
        )
        is None
    )


@given(st.binary(max_size=400))
def test_no_bytes_raise(raw: bytes) -> None:
    read_mail(raw)
    read_mail(b"Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + raw)
