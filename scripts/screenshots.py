"""Takes a picture of every type of page, as wide as a phone and as a desktop: docs/screenshots.

    python scripts/screenshots.py [--site http://127.0.0.1:8640] [FOLDER]

Without a site it crawls and serves the demonstration, and signs in for the pages of administration.
"""

import argparse
import os
import shutil
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from typing import Literal

from demo_site import PASSWORD, USER, admin_addresses, demo_site, page_addresses
from PIL import Image
from playwright.sync_api import BrowserContext, FloatRect, ViewportSize, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]

WIDTHS: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 900},
}

#: What is further down looks as what is above; pictures stay small.
TALLEST = 1_200

#: Milliseconds: a machine may have other work.
PATIENCE = 180_000

#: These are taken in the dark, too.
DARK = ("front", "search", "article", "document", "portal", "changes", "version", "status", "admin")


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=REPOSITORY / "docs/screenshots")
    parser.add_argument("--site", help="the address of a demonstration that is served already")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with (
        nullcontext(options.site) if options.site else demo_site() as site,
        sync_playwright() as playwright,
    ):
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium(), args=root)
        reader = browser.new_context(locale="vi-VN")
        for name, address in page_addresses(site).items():
            take_all(reader, site + address, name, options.folder)
        if not options.site:
            admin = browser.new_context(locale="vi-VN")
            sign_in(admin, site)
            for name, address in admin_addresses(site).items():
                take_all(admin, site + address, name, options.folder)
        browser.close()


def sign_in(context: BrowserContext, site: str) -> None:
    """Sign in as who administers the demonstration."""
    with context.new_page() as page:
        page.set_default_timeout(PATIENCE)
        page.goto(f"{site}/admin/login")
        page.fill("input[name=name]", USER)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(f"{site}/admin/")


def take_all(context: BrowserContext, address: str, name: str, folder: Path) -> None:
    """Take the pictures of a page."""
    for width, size in WIDTHS.items():
        take(context, address, size, "light", folder / f"{name}-{width}.webp")
    if name in DARK:
        take(context, address, WIDTHS["desktop"], "dark", folder / f"{name}-dark.webp")


def take(
    context: BrowserContext,
    address: str,
    size: ViewportSize,
    theme: Literal["light", "dark"],
    file: Path,
) -> None:
    """Take a picture of a page from its top, into `file` (WebP)."""
    with context.new_page() as page:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        page.set_default_timeout(PATIENCE)
        page.goto(address, wait_until="networkidle")
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        area: FloatRect = {"x": 0, "y": 0, "width": size["width"], "height": height}
        picture = page.screenshot(full_page=True, clip=area)
    Image.open(BytesIO(picture)).save(file, "WEBP", quality=50, method=6)
    print(file)  # noqa: T201 (what was done, for the terminal)


def chromium() -> str | None:
    """The Chromium of `CONGTIN_CHROMIUM` or of the system."""
    named = os.environ.get("CONGTIN_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if (path := shutil.which(name))), None)


if __name__ == "__main__":
    main()
