"""Hosts in network namespaces of their own, joined by a switch; nothing of it touches the machine's own network."""
import os
import subprocess

SUBNET = "10.213.7"


def ip(*words):
    subprocess.run(["ip", *words], check=True, stdin=subprocess.DEVNULL, capture_output=True)


def why_not_here():
    """Why no network can be made on this machine; None where it can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    name = f"almoner-try-{os.getpid()}"
    try:
        ip("netns", "add", name)
        ip("netns", "del", name)
    except (OSError, subprocess.CalledProcessError):
        return "this machine lets nobody make network namespaces"
    return None


class Host:
    def __init__(self, network, number):
        self.network, self.number = network, number
        self.name = f"db{number}"
        self.address = f"{SUBNET}.{number}"
        self.namespace = f"{network.prefix}-{number}"

    def command(self, *words):
        """As it is run on this host."""
        return ["ip", "netns", "exec", self.namespace, *map(str, words)]

    def processes(self):
        """The numbers of those that run on this host, by the name of their program."""
        listed = subprocess.run(["ip", "netns", "pids", self.namespace], check=True, capture_output=True, text=True)
        found = {}
        for pid in listed.stdout.split():
            try:
                with open(f"/proc/{pid}/comm", encoding="utf-8") as file:
                    found[int(pid)] = file.read().strip()
            except OSError:
                continue  # it has ended meanwhile
        return found

    def cut_off(self):
        ip("-n", self.network.switch, "link", "set", f"port{self.number}", "down")

    def join(self):
        ip("-n", self.network.switch, "link", "set", f"port{self.number}", "up")


class Network:
    """`count` hosts, numbered from 1; taken away at the end with all that still runs on them."""

    def __init__(self, count):
        self.prefix = f"almoner-ha-{os.getpid()}"
        self.switch = f"{self.prefix}-switch"
        self.hosts = [Host(self, number) for number in range(1, count + 1)]

    def __enter__(self):
        ip("netns", "add", self.switch)
        ip("-n", self.switch, "link", "add", "switch", "type", "bridge")
        ip("-n", self.switch, "link", "set", "switch", "up")
        for host in self.hosts:
            port = f"port{host.number}"
            ip("netns", "add", host.namespace)
            ip("-n", self.switch, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", host.namespace)
            ip("-n", self.switch, "link", "set", port, "master", "switch")
            ip("-n", self.switch, "link", "set", port, "up")
            ip("-n", host.namespace, "address", "add", f"{host.address}/24", "dev", "eth0")
            ip("-n", host.namespace, "link", "set", "eth0", "up")
            ip("-n", host.namespace, "link", "set", "lo", "up")
        return self

    def __exit__(self, *_):
        for host in self.hosts:
            for pid in host.processes():
                try:
                    os.kill(pid, 9)
                except ProcessLookupError:
                    continue
        for namespace in [self.switch, *(host.namespace for host in self.hosts)]:
            ip("netns", "del", namespace)
