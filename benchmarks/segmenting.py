"""How fast texts are segmented and analysed, against a plain loop of underthesea's word_tokenize.

    python -m benchmarks.segmenting [--characters N] [FILE]

FILE is JSON Lines of articles with a `body`; without it a corpus is made from a seed out of the
words of the segmenter's own dictionary, drawn by Zipf's law. The first half of the text only warms
the caches up. On one core the processor's time counts; on all of them, each with a process as
indexing has them, the clock, so other work on the machine shows.
"""

import argparse
import json
import multiprocessing
import random
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate
from pathlib import Path

from archive.catalogue.chunks import chunks
from archive.working_beside import processors
from vietnamese.analysis import analyze
from vietnamese.segmenting import segment
from vietnamese.underthesea_files import dictionary


def main() -> None:
    """Measure, and print one line for each way of segmenting."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines of articles with a body")
    parser.add_argument("--characters", type=int, default=1_000_000, help="how much text to take")
    arguments = parser.parse_args()
    texts = read_corpus(arguments.file) if arguments.file else make_corpus()
    sample = take(texts, arguments.characters)
    warming, sample = sample[: len(sample) // 2], sample[len(sample) // 2 :]
    characters = sum(map(len, sample))
    print(f"{len(sample)} texts, {characters:,} characters")

    from underthesea import word_tokenize  # type: ignore[import-untyped]  # no type hints

    ways: dict[str, Callable[[str], object]] = {
        "word_tokenize": word_tokenize,
        "segment": segment,
        "analyze": analyze,
    }
    plain = 0.0
    for name, way in ways.items():
        for text in warming if plain else warming[:5]:
            way(text)
        seconds = measure(way, sample)
        plain = plain or seconds
        print(f"{name:28} {characters / seconds:10,.0f} characters/s {plain / seconds:6.2f} x")
    for name in ("segment", "analyze"):
        seconds = measure_beside(name, warming, sample)
        way_named = f"{name}, {processors()} processes"
        print(f"{way_named:28} {characters / seconds:10,.0f} characters/s {plain / seconds:6.2f} x")


def measure_beside(way: str, warming: list[str], sample: list[str]) -> float:
    """Seconds by the clock to put every text through `way` in a process on each processor."""
    count = processors()
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"))
    with pool:
        for begun in [pool.submit(do_all, way, warming) for _ in range(3 * count)]:
            begun.result()
        start = time.perf_counter()
        for done in [pool.submit(do_all, way, list(some)) for some in chunks(sample, 10)]:
            done.result()
        return time.perf_counter() - start


def do_all(way: str, texts: list[str]) -> None:
    """Put texts through `way`."""
    for text in texts:
        (segment if way == "segment" else analyze)(text)


def measure(way: Callable[[str], object], texts: list[str]) -> float:
    """Seconds of processor time to put every text through `way`."""
    start = time.process_time()
    for text in texts:
        way(text)
    return time.process_time() - start


def take(texts: list[str], characters: int) -> list[str]:
    """The first texts that together have at least so many characters, or all."""
    lengths = accumulate(map(len, texts))
    return texts[: 1 + next((i for i, n in enumerate(lengths) if n >= characters), len(texts))]


def read_corpus(path: Path) -> list[str]:
    """The bodies of the articles in a JSON Lines file."""
    bodies = (json.loads(line)["body"] for line in path.open(encoding="utf-8"))
    return [body if isinstance(body, str) else "\n".join(body) for body in bodies]


def make_corpus(articles: int = 500, seed: int = 1) -> list[str]:
    """Articles of about 3,000 characters of Vietnamese words, always the same for a seed."""
    words = sorted(dictionary())
    draw = random.Random(seed)
    draw.shuffle(words)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    return [
        "\n".join(
            " ".join(draw.choices(words, cum_weights=weights, k=25)).capitalize() + "."
            for _ in range(14)
        )
        for _ in range(articles)
    ]


if __name__ == "__main__":
    main()
