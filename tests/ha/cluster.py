"""PostgreSQL on three hosts under Patroni and etcd, configured by ops/ha as an operator does it."""
import json
import os
import pathlib
import secrets
import shutil
import signal
import string
import subprocess

from waiting import wait_until

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")


def why_not_here():
    for program in ("patroni", "etcd", "runuser"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    return None if (PROGRAMS / "initdb").exists() else "PostgreSQL 15 is not installed"


class Node:
    """One host of the cluster."""

    def __init__(self, host, values):
        self.host, self.values = host, values
        self.folder = pathlib.Path(values["DATA"]).parent
        self.started = []

    def _filled(self, template):
        return string.Template((ROOT / "ops/ha" / template).read_text()).substitute(self.values)

    def start(self, program):
        """etcd or patroni, as the user postgres; what they say goes into a file beside their data."""
        environment = dict(os.environ)
        words = ["patroni", self.folder / "patroni.yml"]
        if program == "etcd":
            words = ["etcd"]
            lines = self._filled("etcd.env").splitlines()
            environment |= dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        else:
            (self.folder / "patroni.yml").write_text(self._filled("patroni.yml"))
        with open(self.folder / f"{program}.log", "ab") as log:
            self.started.append(subprocess.Popen(
                self.host.command("runuser", "-u", "postgres", "--", *words),
                cwd="/", env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def kill(self):
        """Patroni, PostgreSQL and all of its sessions, at once; etcd goes on."""
        for pid, name in self.host.processes().items():
            if name in ("patroni", "postgres"):
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue


class Cluster:
    """The hosts are a network's first three."""

    def __init__(self, network, folder):
        self.network = network
        self.secret = {name: secrets.token_hex(16) for name in ("postgres", "replicator", "almoner")}
        self.nodes = [self._node(host, folder) for host in network.hosts[:3]]
        self.pgpass = folder / "pgpass"
        lines = [f"*:*:*:{user}:{self.secret[user]}\n" for user in ("almoner", "postgres")]
        self.pgpass.touch(mode=0o600)
        self.pgpass.write_text("".join(lines))

    def _node(self, host, folder):
        place = folder / host.name
        place.mkdir()
        shutil.chown(place, "postgres")
        hosts = self.network.hosts[:3]
        return Node(host, {
            "NAME": host.name,
            "ADDRESS": host.address,
            "ETCD_MEMBERS": ",".join(f"{each.name}=http://{each.address}:2380" for each in hosts),
            "ETCD_HOSTS": ",".join(f"{each.address}:2379" for each in hosts),
            "NETWORK": host.address.rsplit(".", 1)[0] + ".0/24",
            "ETCD_DATA": place / "etcd",
            "DATA": place / "data",
            "RUN": place,
            "PROGRAMS": PROGRAMS,
            "SUPERUSER_PASSWORD": self.secret["postgres"],
            "REPLICATION_PASSWORD": self.secret["replicator"],
        })

    def start(self):
        for node in self.nodes:
            node.start("etcd")
        for node in self.nodes:
            node.start("patroni")
        wait_until("the cluster has a primary and a synchronous standby", 180, self.is_whole)
        self.sql(f"CREATE ROLE almoner LOGIN PASSWORD '{self.secret['almoner']}'")
        self.sql("CREATE DATABASE almoner OWNER almoner")

    def members(self):
        """As Patroni tells them, from the first of its hosts that answers."""
        for node in self.nodes:
            asked = self.network.hosts[3].command(
                "curl", "-s", "-m", "2", f"http://{node.host.address}:8008/cluster")
            told = subprocess.run(asked, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            if told.returncode == 0:
                return json.loads(told.stdout)["members"]
        return []

    def is_whole(self):
        """A primary, a synchronous standby and a third that follows."""
        members = self.members()
        roles = sorted(each["role"] for each in members if each["state"] in ("running", "streaming"))
        timelines = {each.get("timeline") for each in members}
        return roles == ["leader", "replica", "sync_standby"] and len(timelines) == 1

    def primary(self):
        leaders = [each["name"] for each in self.members() if each["role"] == "leader"]
        return next(node for node in self.nodes if leaders == [node.host.name])

    def url(self, user, database, options=""):
        hosts = ",".join(node.host.address for node in self.nodes)
        return (f"postgresql://{user}@{hosts}/{database}?target_session_attrs=read-write&connect_timeout=2"
                f"&passfile={self.pgpass}{options}")

    def sql(self, text, database="postgres"):
        """Rows of a superuser's question to the primary, fields by '|'."""
        asked = self.network.hosts[3].command(
            "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", text, self.url("postgres", database))
        told = subprocess.run(asked, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return told.stdout.splitlines()
