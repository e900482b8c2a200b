from generator.intake.wire.lines import cut_blocks, ends_sentence, is_wrapped, join_words, number_lines


def test_lines_are_counted_from_where_the_text_stands_in_the_file() -> None:
    assert [(line.number, line.words) for line in number_lines(" a\t b \n\nc", 7)] == [(7, "a b"), (8, ""), (9, "c")]


def test_blocks_are_separated_by_blank_lines() -> None:
    blocks = cut_blocks(number_lines("a\nb\n \t\n\nc"))
    assert [[line.words for line in block] for block in blocks] == [["a", "b"], ["c"]]


def test_an_initial_ends_no_sentence() -> None:
    assert ends_sentence("He left.”")
    assert not ends_sentence("led by L.K.")


def test_sentences_end_in_every_writing() -> None:
    assert all(map(ends_sentence, ["終わった。", "終わった。」", "انتهى؟", "समाप्त।"]))


def test_items_and_rows_do_not_tell_whether_copy_is_wrapped() -> None:
    prose = "The council voted on Monday night to lease the ferry\nlanding for another ten years, after a debate."
    assert is_wrapped(number_lines(f"{prose}\n\n- one\n- two\n- three\n\nFerry   5   2\nWall    4   3"))


def test_lines_of_writings_without_spaces_are_closed_up() -> None:
    assert join_words("海面平静，", "预计明天") == "海面平静，预计明天"
    assert join_words("ฝนตก", "หนัก") == "ฝนตกหนัก"
    assert join_words("항구가 다시", "열렸다") == "항구가 다시 열렸다"
    assert join_words("long-", "term") == "long-term"
    assert join_words("medium-", "and long-term") == "medium- and long-term"
