#!/usr/bin/env python3
"""Takes the primary database away in the middle of a payment run of 10,000, and proves that nothing was lost or doubled.

usage: tests/ha/failover.py PROGRAM [FAULT:PHASE...]
  FAULT  kill (PostgreSQL and Patroni, SIGKILL) or cut (the host's network, both ways)
  PHASE  propose, approve or send: the command of the run that is under way then
Three hosts of PostgreSQL, Patroni and etcd and a fourth of the program, in network namespaces. Exit code 77 where this
machine can't have them, with the reason.
"""
import hashlib
import json
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import threading
import time

import cluster
import network
from office import Caller, Program, Supervisor, Told, moved_to
from waiting import wait_until

SKIPPED = 77
PEOPLE = 14_000
UNTIL = "2026-05-10"
LEAST_PAYMENTS = 10_000
AGREEMENTS = ["A-00001-1", "A-00002-1", "A-00005-1"]
# In a record of Bacs Standard 18: our reference of a payment, between blanks.
OUR_REF = re.compile(rb" (ALM[0-9A-Z]{9}) ")
ROUNDS = ["kill:propose", "kill:approve", "cut:approve", "cut:send"]


def say(words):
    print(words, flush=True)


class Round:
    """One area in a schema of its own, one payment run, and at most one fault."""

    def __init__(self, hosts, folder, area, program_path, name):
        self.cluster, self.name = hosts, name
        self.schema = name.replace(":", "_")
        self.program = Program(program_path, hosts.network.hosts[3], folder / self.schema)
        self.url = hosts.url("almoner", "almoner", f"&standby=required&schema={self.schema}")
        moved_to(self.program, area, self.url)
        self.told = Told(self.program, time.monotonic, self._row_now)
        self.took, self.fault_at, self.broken = {}, None, None

    def journal(self):
        """Of each key: its place in the journal and its hash."""
        rows = self.cluster.sql(f"SELECT key, seq, encode(hash, 'hex') FROM {self.schema}.journal", "almoner")
        return {key: (seq, digest) for key, seq, digest in (row.split("|") for row in rows)}

    def _row_now(self, key):
        """None while no primary can be asked."""
        try:
            rows = self.cluster.sql(
                f"SELECT seq, encode(hash, 'hex') FROM {self.schema}.journal WHERE key = '{key}'", "almoner")
        except Exception:  # the fault came between the answer and this question
            return None
        return tuple(rows[0].split("|")) if rows else ("missing", "")

    def number(self, question):
        return int(self.cluster.sql(f"SET search_path TO {self.schema}; {question}", "almoner")[0])

    def _phase(self, name, fault, after, *ask):
        """A command of the run; `fault` takes the primary away after so many seconds of it."""
        answer = []
        thread = threading.Thread(target=lambda: answer.append(self.told.ask_until_told(*ask)))
        start = time.monotonic()
        thread.start()
        if fault:
            thread.join(after)
            assert not answer, f"{name} was answered before the fault came"
            self.fault_at = time.monotonic()
            fault()
        thread.join()
        self.took[name] = time.monotonic() - start
        assert answer, f"{name} was never answered"
        return answer[0]

    def pay(self, faults, usual):
        """Propose, approve, send; `faults` and the usual seconds by phase."""
        def phase(name, *ask):
            return self._phase(name, faults.get(name), usual.get(name, 0) / 2, *ask)
        proposed = phase("propose", "jo", "main-propose", "run", "propose", "--until", UNTIL, "--bank-account", "ICB-BACS")
        run = proposed["runs"][0]
        assert run["payments"] >= LEAST_PAYMENTS, run
        phase("approve", "sam", "main-approve", "run", "approve", run["run"], "--confirm", run["confirm"])
        phase("send", "jo", "main-send", "run", "send", run["run"])
        return run

    def take_away(self, fault):
        def take():
            self.broken = self.cluster.primary() if fault == "cut" else self.killed
            if fault == "cut":
                self.broken.host.cut_off()
            else:
                self.broken.kill()
        self.killed = self.cluster.primary()  # known before, so that the kill comes at its moment
        return take

    def recovery(self):
        """From the fault to the first answer to anybody after it."""
        return min(each["at"] for each in self.told.answers if each["at"] > self.fault_at) - self.fault_at

    def mend(self, fault):
        if fault == "cut":
            self.broken.host.join()
        else:
            self.broken.start("patroni")
        wait_until("the host that was taken away follows again", 180, self.cluster.is_whole)

    # --- what must hold afterwards

    def check(self, run):
        self._check_journal()
        self._check_answers()
        self._check_payments(run)
        proof = self.program.run("verify")
        assert proof.returncode == 0, proof.stdout + proof.stderr

    def _check_journal(self):
        journal = self.journal()
        seen = [each for each in self.told.answers if each["row"]]
        for each in self.told.answers:
            assert each["key"] in journal, f"lost: {each['key']}"
        for each in seen:
            assert journal[each["key"]] == each["row"], f"changed: {each['key']}"
        before = [each for each in seen if self.fault_at and each["at"] < self.fault_at]
        say(f"  {len(self.told.answers)} answers, each in the journal; of {len(seen)} its place and hash were "
            f"noted at once ({len(before)} of them before the fault) and are the same")
        assert seen and (before or not self.fault_at)
        asked = {each["key"] for each in self.told.answers}
        strangers = [key for key in journal if key.startswith(("call-", "main-")) and key not in asked]
        assert not strangers, f"applied and never answered: {strangers}"

    def _check_answers(self):
        for each in self.told.answers:
            again = self.told.answer_to(each["user"], each["key"], *each["words"])
            assert again == each["answer"], f"{each['key']} was answered otherwise: {again}"

    def _check_payments(self, run):
        emergencies = sum(each["words"][0] == "emergency" for each in self.told.answers)
        runs = len(self._answer("main-propose")["runs"])
        assert self.number("SELECT COUNT(*) FROM payment_run") == emergencies + runs
        files = {path.name: path.read_bytes() for path in (self.program.data / "outbox").iterdir() if path.is_file()}
        sent = {each["file"]: each["sha256"] for each in self._answer("main-send")["files"]}
        assert {name: hashlib.sha256(octets).hexdigest() for name, octets in files.items()} == sent
        refs = [ref for octets in files.values() for ref in OUR_REF.findall(octets)]
        assert len(refs) == len(set(refs)) == run["payments"], f"{len(refs)} payments of {run['payments']}"
        say(f"  {run['run']}: {len(refs)} payments, each once in {len(files)} files; every answer is the same again")

    def _answer(self, key):
        return next(json.loads(each["answer"]) for each in self.told.answers if each["key"] == key)


def are_answered(callers, told, more_than):
    """Whether there are more answers than that; raises what a caller failed of."""
    for caller in callers:
        if caller.failed:
            raise caller.failed
    return len(told.answers) > more_than


def play(this, fault, phase, usual):
    callers = [Caller(this.told, agreement) for agreement in AGREEMENTS]
    with Supervisor(this.program) as server:
        wait_until("the server answers", 60, lambda: (this.program.data / "almoner.sock").exists() or server.ends)
        for caller in callers:
            caller.start()
        wait_until("the callers have been answered", 120, lambda: are_answered(callers, this.told, 2 * len(callers)))
        run = this.pay({phase: this.take_away(fault)} if fault else {}, usual)
        answered = len(this.told.answers)
        wait_until("the callers go on", 120, lambda: are_answered(callers, this.told, answered + len(callers)))
        for caller in callers:
            caller.over.set()
        for caller in callers:
            caller.join()
        are_answered(callers, this.told, 0)
        say("  " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in this.took.items()))
        if fault:
            say(f"  recovered in {this.recovery():.1f} s; the server ended with {server.ends} and was started again")
            this.mend(fault)
        this.check(run)
    return this.took


def main(program, rounds):
    why = network.why_not_here() or cluster.why_not_here()
    if why:
        say(f"skipped: {why}")
        return SKIPPED
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was made is taken down all the same
    roomy = pathlib.Path("/dev/shm").is_dir() and shutil.disk_usage("/dev/shm").free > 8 << 30
    place = "/dev/shm" if roomy else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="almoner-ha-", dir=place))
    folder.chmod(0o755)
    try:
        with network.Network(4) as hosts:
            postgres = cluster.Cluster(hosts, folder)
            postgres.start()
            program = pathlib.Path(shutil.copy2(program, folder / "almoner"))  # a build may go on meanwhile
            area = folder / "area"
            made = Program(program, hosts.hosts[3], area)
            made.must("demo", "--people", str(PEOPLE), "--seed", "3", "--to", "2026-03-25")
            usual = {}
            for name in ["none:none", *rounds]:
                fault, phase = name.split(":")
                say(f"== {name}")
                this = Round(postgres, folder, area, program, name)
                took = play(this, None if fault == "none" else fault, phase, usual)
                usual = usual or took
                shutil.rmtree(this.program.data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    say("nothing lost, nothing twice")
    return 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:] or ROUNDS))
