"""Slugs of Vietnamese headlines, as the addresses of portals have them."""

import re
import unicodedata


def slugify(text: str) -> str:
    """The text in ASCII, words joined by hyphens, case kept: `Hoi-nghi-trien-khai`."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")[:120].rstrip("-")
