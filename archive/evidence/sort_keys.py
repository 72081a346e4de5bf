"""The keys by which web archives sort addresses: `vn,gov,kontum,stp)/tin?trang=2`.

Written after what the replayers of WACZ files look up (pywb, wabac.js): lower case, the host
backwards without `www.`, no default port, the parameters in order. The `surt` package does the
same; its licence is the AGPL.
"""

import re
from urllib.parse import urlsplit

_WWW = re.compile(r"^www\d*\.")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def sort_key(url: str) -> str:
    """The key of an address; of what is none, the address itself."""
    try:
        parts = urlsplit(url.strip().lower())
        port = parts.port
    except ValueError:
        return url
    if not parts.hostname:
        return url
    host = ",".join(reversed(_WWW.sub("", parts.hostname.rstrip(".")).split(".")))
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme):
        host += f":{port}"
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.split("&"), key=lambda pair: pair.split("=", 1)))
    return f"{host}){path}{'?' + query if query else ''}"
