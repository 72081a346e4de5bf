"""Ports to listen on."""

import socket


def free_port_if_taken(host: str, port: int) -> int:
    """`port` if nothing listens on it at `host`, else a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in (port, 0):
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((host, candidate))
            except OSError:
                if candidate == 0:
                    raise
            else:
                return int(listener.getsockname()[1])
    return port
