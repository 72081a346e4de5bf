"""Which addresses of the Internet a crawl may ask: public ones, and those of the portal itself.

What a portal's pages name is written by others. A page that names an address of the network that
the crawler stands in (`http://127.0.0.1:9200/`, `http://169.254.169.254/latest/meta-data`) would
have us fetch it, and show the answer in public.
"""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

IpAddress = IPv4Address | IPv6Address

#: RFC 6052: an IPv6 network's way to the IPv4 address in the last 32 bits.
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: IpAddress) -> bool:
    """Whether an address is one of the public Internet, by the registries of IANA.

    Not public are loopback, private, link-local, shared, multicast and reserved addresses, and IPv6
    addresses that stand for such an IPv4 address.
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class PublicHosts:
    """Says of host names whether they lead to public addresses; asks once for each."""

    def __init__(self) -> None:
        self._asked: dict[str, asyncio.Task[IpAddress | None]] = {}

    async def hidden_address(self, host: str) -> IpAddress | None:
        """An address of the host that is not public; None if all are.

        None, too, for a host that cannot be resolved just now: nothing will be fetched from it
        either, and the next request asks again.
        """
        if host not in self._asked:
            self._asked[host] = asyncio.create_task(_hidden_address(host))
        asked = self._asked[host]
        try:
            return await asyncio.shield(asked)
        except (OSError, UnicodeError):  # UnicodeError: it is no host name at all
            self._asked.pop(host, None)
            return None


async def _hidden_address(host: str) -> IpAddress | None:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    addresses = {ip_address(place[0]) for *_, place in found}
    return next((address for address in addresses if not is_public(address)), None)
