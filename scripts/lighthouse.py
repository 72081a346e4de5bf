"""Asks Lighthouse about a search, an article and a document, as on a slow phone: 95 in all.

    python scripts/lighthouse.py [--site http://127.0.0.1:8640] [--runs 3]

Without a site it crawls and serves the demonstration. Lighthouse comes from npm, into .cache; it
needs Node and Chromium. A machine that has other work makes pages slower, never faster: of the
runs the best counts for performance.
"""

# ruff: noqa: S603, T201  # it starts programs that it names itself, and tells the terminal

import argparse
import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

from demo_site import demo_site, page_addresses
from screenshots import chromium

LIGHTHOUSE = "lighthouse@12"
FOLDER = Path(__file__).resolve().parents[1] / ".cache/lighthouse"
PAGES = ("search", "article", "document")
LEAST = 95

#: Now and then Chromium gives Lighthouse no trace.
TRIES = 3


def main() -> None:
    """Ask about each page, print the scores and what was found wanting; 1 if a score is too low."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--site", help="the address of a demonstration that is served already")
    parser.add_argument("--runs", type=int, default=3, help="as many at most for each page")
    options = parser.parse_args()
    install()
    failed = False
    with nullcontext(options.site) if options.site else demo_site() as site:
        addresses = page_addresses(site)
        for name in PAGES:
            scores: dict[str, int] = {}
            for _ in range(options.runs):
                report = ask(site + addresses[name])
                for category, found in report["categories"].items():
                    score = round(100 * (found["score"] or 0))
                    scores[category] = max(score, scores.get(category, 0))
                if min(scores.values()) >= LEAST:
                    break
            told = ", ".join(f"{category} {score}" for category, score in scores.items())
            print(f"{name}: {told}")
            for wanting in wanting_in(report, [c for c in scores if scores[c] < 100]):
                print(f"  {wanting}")
            failed |= min(scores.values()) < LEAST
    sys.exit(failed)


def install() -> None:
    """Get Lighthouse, unless it is there."""
    if not (FOLDER / "node_modules/.bin/lighthouse").exists():
        quiet = ["--no-fund", "--no-audit", "--loglevel=error"]
        command = ["npm", "install", *quiet, "--prefix", str(FOLDER), LIGHTHOUSE]
        subprocess.run(command, check=True)


def ask(address: str) -> dict:  # type: ignore[type-arg]  # as Lighthouse writes it
    """Lighthouse's report about a page."""
    root = " --no-sandbox" if os.geteuid() == 0 else ""
    command = [
        str(FOLDER / "node_modules/.bin/lighthouse"),
        *(address, "--quiet", "--output=json", "--output-path=stdout"),
        f"--chrome-flags=--headless=new --disable-gpu{root}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium() or ""}
    for _ in range(TRIES):
        done = subprocess.run(command, env=environment, check=False, stdout=subprocess.PIPE)
        if not done.returncode:
            report: dict = json.loads(done.stdout)  # type: ignore[type-arg]
            return report
    raise RuntimeError(f"Lighthouse cannot look at {address}")


def wanting_in(report: dict, categories: list[str]) -> list[str]:  # type: ignore[type-arg]
    """What lowered the scores of these categories."""
    audits = report["audits"]
    return [
        f"{category}: {audits[ref['id']]['title']} {audits[ref['id']].get('displayValue', '')}"
        for category in categories
        for ref in report["categories"][category]["auditRefs"]
        if ref["weight"] and (score := audits[ref["id"]]["score"]) is not None and score < 1
    ]


if __name__ == "__main__":
    main()
