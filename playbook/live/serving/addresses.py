"""Where panels listen, and by which names browsers may call them."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

LOCAL_NAME = "localhost"


@dataclass(frozen=True)
class Address:
    """Where the panels are served.

    Attributes
    ----------
    host : str
        A name or an IP address to listen on; 0.0.0.0 or :: for every network of the machine.
    port : int
        The TCP port.
    encrypted : bool
        Whether browsers reach it by https.
    """

    host: str = LOCAL_NAME
    port: int = 8866
    encrypted: bool = False

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        ip = _as_ip(self.host)
        return self.host == LOCAL_NAME or (ip is not None and ip.is_loopback)

    @property
    def url(self) -> str:
        """The address that people open, with a slash at its end."""
        ip = _as_ip(self.host)
        name = self.host if ip is None or not ip.is_unspecified else own_ip()
        shown = f"[{name}]" if ":" in name else name
        return f"{'https' if self.encrypted else 'http'}://{shown}:{self.port}/"

    def link(self, token: str) -> str:
        """What one person opens."""
        return f"{self.url}enter?token={token}"

    def screen_link(self, token: str) -> str:
        """What the projector shows."""
        return f"{self.url}screen/enter?token={token}"

    def answers_to(self, host: str) -> bool:
        """Whether a request that names this host, with or without a port, is meant for it.

        A page of a stranger can make its own name lead to this machine (DNS rebinding), never an
        IP address or a name that is this machine's.
        """
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        ip = _as_ip(name.strip("[]"))
        if ip is not None:
            return ip.is_loopback or not self.is_local
        names = {LOCAL_NAME}
        if not self.is_local:
            own = socket.gethostname().lower()
            names |= {self.host.lower(), own, f"{own}.local", socket.getfqdn().lower()}
        return name.lower() in names


def own_ip() -> str:
    """The address of this machine in its network, as far as it can be told; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def _as_ip(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
