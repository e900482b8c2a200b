"""Read the names in Chinese, Japanese and Korean bylines, which stand without blanks: `文・山田太郎、佐藤花子`."""

from generator.lazy_patterns import lazy_pattern

OPENING = lazy_pattern(
    r"^(?:(?:文|图|圖|写真|글|사진|取材|執筆|作者|筆者|著者|撰文|撰稿|采写|採訪|聞き手)[·・/／、ㆍ]?){1,3}[:：/／\s　]+"
    r"|^(?:本报|本報|本社|特约|特派|文)?(?:记者|記者|通讯员|기자|글쓴이|作者|筆者)[:：/／\s　]*(?=\S{2})"
)
CLOSING = lazy_pattern(r"\s*(?:記者|记者|기자|특파원|선임기자|編集委員|論説委員|特派員|摄影报道|报道|記|摄|氏|さん)$")
MARKS = lazy_pattern(r"\s*[、,，;；/／&|]\s*|\s*(?:和|與|与|及|と|및)\s*(?=[\u3400-\u9fff\uac00-\ud7af]{2})")
JAPANESE = lazy_pattern(r"[\u3400-\u9fff々]{2,4}[\u3400-\u9fff々](?<![員者長授家師士部局課社版])")
"""A name in Chinese characters, and no title: `山田太郎・佐藤花子` are two, and `編集委員・山田太郎` is one."""
ROLE = lazy_pattern(r"写真|撮影|摄影|攝影|图|圖|사진|構成|编辑|編輯")
"""What somebody did, before the name: `文／山田太郎　写真／佐藤花子`."""
FILED = lazy_pattern(r"[\u3400-\u9fff]{2,5}(?:報導|报道|報道|报导|電|电|專電|专电|訊|讯)")
"""The place from which a reporter of Taiwan writes: `王小明／台北報導`."""
CHINESE_REPORTER = lazy_pattern(r"记者|通讯员|本报")
HANGUL_DOTS = lazy_pattern(r"[가-힣]{2,4}(?:[·ㆍ][가-힣]{2,4})+")
"""Names of Koreans between dots, which stand within the names of others."""
HANGUL = lazy_pattern(r"[가-힣]{2,4}(?: [가-힣]{2,4})+")


def split_east(text: str, names: str) -> list[str]:
    """Return the names in a byline. `text` is the whole of it, and `names` what follows the word for By."""
    names = OPENING.sub("", names.strip(" 　"))
    if HANGUL_DOTS.fullmatch(CLOSING.sub("", names)):
        names = names.replace("·", ",").replace("ㆍ", ",")
    if "・" in names and all(map(JAPANESE.fullmatch, names.split("・"))):
        names = names.replace("・", "、")
    found = [CLOSING.sub("", piece.strip(" 　:：")) for piece in MARKS.split(names)]
    if CHINESE_REPORTER.search(text) or all(HANGUL.fullmatch(piece) for piece in found if " " in piece):
        found = [word for piece in found for word in piece.split()]
    named = [name for name in found if any(char.isalnum() for char in name) and not ROLE.fullmatch(name)]
    return [name for name in named if not FILED.fullmatch(name)] or named
