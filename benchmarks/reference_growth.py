"""Document references in hostile text: whether twice the length takes twice the time.

    python -m benchmarks.reference_growth [--megabytes N]

A row for each piece of text, repeated to N megabytes of UTF-8 and to twice that: the speed at the
longer, its time over the shorter's (2 is linear, 4 quadratic), and the references found. The
slowest come first. They are bound by what they find: a reference every dozen bytes.
"""

import argparse
import time
import unicodedata

from vietnamese import find_references

#: One after another what each stage looks for, with nothing else between: numbers, type words,
#: lists, laws, titles, bodies, dates, provisions, cues; and what cleaning has to work on.
PIECES = (
    "1", "1/", "1/A-", "1-A", "1-AB", "1/qđ-", "1/2020,", "1 18/2021/", "số ", "số 1 ", "số 1/A\n",
    "Nghị định ", "Quyết định số ", "Nghị định 1, ", ", 1/2020", "12/QĐ-UBND và ",
    "số 1/2020/NĐ-CP, ", "Nghị định 1/2020, ", "số 1/QĐ-UBND-A-B-C-D-E-F-G-H\n", "luật ",
    "Luật a, ", "luật 2013 ", "Luật Đất đai năm 2013, ", "BLHS 2015 ", "Luật " + "x " * 70,
    "Thông tư 1/2020/TT-BTC Hướng dẫn ", "Quyết định số 1 của ", " của UBND", "UBND tỉnh ",
    "ngày 1/1/", "ngày 1 tháng 1 năm 2020 ", "Điều 1 ", "điều 1 khoản 1 ", "được sửa đổi ",
    "căn cứ Nghị định 1/2020/NĐ-CP;\n", "hợp đồng 1/HĐ ", "Nghị định 1/2020/NĐ-CP" + "." * 300,
    unicodedata.normalize("NFD", "Quyết định của Ủy ban nhân dân tỉnh, "), "\u0301\u0323",
    "\u200b", "A", "Ấ", "İ", "(", ".", " ", "\n", "và ",
)  # fmt: skip
ROUNDS = 3


def main() -> None:
    """Print the table, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--megabytes", type=float, default=0.25)
    size = int(parser.parse_args().megabytes * 1e6)
    rows = sorted(_measure(piece, size) for piece in PIECES)
    print(f"{'MB/s':>8}{'length x2 -> time x':>21}{'found':>9}  text")
    for speed, growth, found, piece in rows:
        shown = repr(piece if len(piece) <= 40 else piece[:39] + "…")
        print(f"{speed:8.2f}{growth:21.2f}{found:9}  {shown}")


def _measure(piece: str, size: int) -> tuple[float, float, int, str]:
    """The speed in MB/s, the growth and the references found, as a row to be sorted."""
    repeats = size // len(piece.encode())
    once, _ = _time(piece * repeats)
    twice, found = _time(piece * (2 * repeats))
    return 2 * size / 1e6 / twice, twice / once, found, piece


def _time(text: str) -> tuple[float, int]:
    best, found = float("inf"), 0
    for _ in range(ROUNDS):
        began = time.process_time()
        found = len(find_references(text))
        best = min(best, time.process_time() - began)
    return best, found


if __name__ == "__main__":
    main()
