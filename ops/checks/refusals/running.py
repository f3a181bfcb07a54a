"""Runs the tests with a refusal switched off, and notes what they come to."""
import os
import re
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field

LEAST_SECONDS = 60  # for a handful of tests, however quick they were
TIMES = 8  # as long as with nothing switched off
OK = re.compile(r"^\[       OK \] (\S+) \((\d+) ms\)", re.M)
FAILED = re.compile(r"^\[  FAILED  \] ([\w/.]+)(?:,.*)? \(\d+ ms\)", re.M)
BEGUN = re.compile(r"^\[ RUN      \] (\S+)", re.M)


class Stopped(Exception):
    """Why nothing can be said."""


@dataclass
class Seen:
    """What a run of tests showed."""
    passed: dict = field(default_factory=dict)  # test -> seconds
    failed: str = ""  # the first that failed
    how: str = ""  # "failed", "died", "hung"


class Programs:
    """What was built, and the part that is loaded into it."""

    def __init__(self, root, tests, started, folder, preload):
        self.root, self.folder, self.preload = root, folder, preload
        self.tests = {each.name: each for each in tests}
        self.files = [*tests, *started]
        self.built = self.stamps()

    def stamps(self):
        return [(each.stat().st_size, each.stat().st_mtime_ns) for each in self.files]

    def environment(self, off, place, **more):
        return os.environ | {"LD_PRELOAD": str(self.preload), "ALMONER_PATCHES": str(self.folder), "ALMONER_OFF": off,
                             "TMPDIR": place, "TEST_TMPDIR": place + "/"} | more

    def run(self, program, tests, off, seconds):
        """Runs these tests until one fails. The same test may run beside this one: each has its own place for files."""
        arguments = [self.tests[program], "--gtest_fail_fast", f"--gtest_filter={':'.join(tests)}"]
        with tempfile.TemporaryDirectory(prefix="off", ignore_cleanup_errors=True) as place:
            started = subprocess.Popen(arguments, cwd=self.root, env=self.environment(off, place),
                                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       text=True, errors="replace", start_new_session=True)
            try:
                out, err = started.communicate(timeout=seconds)
                hung = False
            except subprocess.TimeoutExpired:
                os.killpg(started.pid, signal.SIGKILL)
                out, err = started.communicate()
                hung = True
        if self.stamps() != self.built:
            raise Stopped("the programs were built anew meanwhile: begin again")
        if "@refusals:" in out + err:
            raise Stopped(re.search(r"@refusals: (.*)", out + err).group(1))
        return what_was_seen(out, started.returncode, hung)

    def tell(self, program, part, log, tests, seconds=3600):
        """Runs a part of the tests (which of how many) with nothing switched off; they, and the programs that they start,
        write into the log where they come to. Returns how it ended and what stands in the log."""
        log.write_bytes(b"")
        with tempfile.TemporaryDirectory(prefix="off", ignore_cleanup_errors=True) as place, log.open("ab") as out:
            environment = self.environment("none", place, ALMONER_REACHED=str(log), GTEST_SHARD_INDEX=str(part[0]),
                                           GTEST_TOTAL_SHARDS=str(part[1]))
            started = subprocess.Popen([self.tests[program], f"--gtest_filter={tests}"], cwd=self.root, env=environment,
                                       stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL,
                                       start_new_session=True)
            try:
                code = started.wait(seconds)
            except subprocess.TimeoutExpired:
                os.killpg(started.pid, signal.SIGKILL)
                code = started.wait()
        return code, log.read_text(errors="replace")


def what_was_seen(out, code, hung):
    seen = Seen({name: int(ms) / 1000 for name, ms in OK.findall(out)})
    if hung:
        seen.how = "hung"
    elif code:
        failed = FAILED.search(out)
        seen.how, seen.failed = ("failed", failed.group(1)) if failed else ("died", "")
    if seen.how and not seen.failed:
        begun = BEGUN.findall(out)
        seen.failed = begun[-1] if begun else ""
    return seen


def come_to(text):
    """({refusal: its tests}, {test: seconds}, the tests that failed) out of what a run wrote."""
    reached, seconds, broken, test = {}, {}, [], None
    for line in text.splitlines():
        if line.startswith("[ RUN      ] "):
            test = line[13:].strip()
        elif line.startswith("@refused ") and test:
            found = reached.setdefault(line[9:], [])
            if test not in found[-1:]:
                found.append(test)
        elif found := OK.match(line):
            seconds[found.group(1)] = int(found.group(2)) / 1000
            test = None
        elif found := FAILED.match(line):
            broken.append(found.group(1))
            test = None
    if test:
        broken.append(test)
    return {name: list(dict.fromkeys(tests)) for name, tests in reached.items()}, seconds, broken
