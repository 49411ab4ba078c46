"""One form for a name in either alphabet, so that Đorđević, Djordjevic and Ђорђевић meet."""

import unicodedata

# Serbian, Macedonian and Bulgarian letters to the Latin letters their own countries use.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "dj", "ѓ": "gj", "е": "e", "ж": "z", "з": "z",
    "ѕ": "dz", "и": "i", "й": "j", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "ќ": "kj", "у": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "c", "џ": "dz", "ш": "s", "щ": "st", "ъ": "a", "ь": "j", "ю": "ju", "я": "ja",
    "ы": "y", "э": "e", "ё": "e", "і": "i", "ї": "i", "є": "e", "ґ": "g",
}  # fmt: skip
_LATIN = {"đ": "dj", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
# Digraphs that people type where a letter with a mark stands, and the Bulgarian romanisation.
_DIGRAPHS = (("sht", "st"), ("zh", "z"), ("ch", "c"), ("sh", "s"), ("ts", "c"), ("yu", "ju"), ("ya", "ja"))


def fold(text: str) -> str:
    """Lower case, Latin, without marks; letters and digits only, words parted by one blank."""
    # Composed first: typed as two characters, й and ѓ would be read as и and г.
    lowered = unicodedata.normalize("NFC", text).casefold()
    latin = "".join(_CYRILLIC.get(char) or _LATIN.get(char) or char for char in lowered)
    bare = "".join(char for char in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(char))
    for typed, folded in _DIGRAPHS:
        bare = bare.replace(typed, folded)
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())
