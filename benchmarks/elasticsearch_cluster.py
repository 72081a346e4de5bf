"""A real cluster of Elasticsearch on one machine, whose nodes may be killed and started again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from elasticsearch import Elasticsearch

from scripts.elasticsearch_install import VERSIONS, home
from scripts.elasticsearch_nodes import Node, await_answer, free_port, kill, launch, remove


@dataclass
class Cluster:
    """Nodes `soak-0`, `soak-1`, … by name; those that were killed keep their place and data."""

    version: str
    ports: dict[str, tuple[int, int]]  # of a node's name: HTTP, transport
    nodes: dict[str, Node] = field(default_factory=dict)

    @property
    def hosts(self) -> str:
        """All nodes, as an address names them."""
        return ",".join(f"127.0.0.1:{http}" for http, _ in self.ports.values())

    def start(self, *names: str) -> None:
        """Start nodes and wait until each is one of the whole cluster."""
        for name in names:
            http, transport = self.ports[name]
            seeds = ",".join(f'"127.0.0.1:{port}"' for _, port in self.ports.values())
            settings = {
                "node.name": name,
                "transport.port": transport,
                "discovery.seed_hosts": f"[{seeds}]",
                "cluster.initial_master_nodes": f"[{','.join(self.ports)}]",
                "xpack.security.enabled": "false",
            }
            self.nodes[name] = launch(home(), self.version, name, settings, port=http)
        for name in names:
            await_answer(self.nodes[name], nodes=len(self.ports))

    def start_all(self) -> None:
        """Start every node."""
        self.start(*self.ports)

    def kill(self, *names: str) -> None:
        """End nodes as `kill -9` does."""
        for name in names:
            kill(self.nodes[name])

    def kill_all(self) -> None:
        """End every node."""
        self.kill(*self.nodes)

    def master(self) -> str:
        """The name of the node that leads."""
        with self.client() as client:
            state = client.cluster.state(metric=["master_node", "nodes"])
        return str(state["nodes"][state["master_node"]]["name"])

    def await_green(self) -> None:
        """Wait until every copy of every shard is where it should be."""
        with self.client() as client:
            client.cluster.health(wait_for_status="green", timeout="300s")

    def client(self) -> Elasticsearch:
        """A client of whichever nodes there are."""
        urls = [f"http://{host}" for host in self.hosts.split(",")]
        return Elasticsearch(urls, request_timeout=310, max_retries=len(urls))


@contextmanager
def cluster(size: int, version: str = VERSIONS[0]) -> Iterator[Cluster]:
    """A cluster of so many nodes of 512 MB; nothing of it stays."""
    ports = {f"soak-{number}": (free_port(), free_port()) for number in range(size)}
    made = Cluster(version, ports)
    try:
        made.start_all()
        yield made
    finally:
        for node in made.nodes.values():
            remove(node)
