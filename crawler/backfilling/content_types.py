"""Content types told apart: what a page is shown with, what it offers as a file, and pages."""

_ASSETS = (
    "image/",
    "font/",
    "audio/",
    "video/",
    "text/css",
    "application/font",
    "application/x-font",
)
_SCRIPTS = ("javascript", "ecmascript")
_FILES = (
    *("application/pdf", "application/msword", "application/rtf", "application/vnd."),
    *("application/zip", "application/x-rar", "application/x-zip", "application/octet-stream"),
    *("application/force-download", "application/x-download", "application/download"),
)


def is_asset_type(content_type: str) -> bool:
    """Whether such content is an image, style sheet, script, font, sound or film."""
    lowered = content_type.lower()
    return lowered.startswith(_ASSETS) or any(word in lowered for word in _SCRIPTS)


def is_file_type(content_type: str) -> bool:
    """Whether such content is a document or a packed file."""
    return content_type.lower().startswith(_FILES)
