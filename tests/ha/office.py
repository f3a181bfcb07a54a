"""The real program on an application host: its server under a supervisor, and people who ask and know what they were told."""
import json
import shutil
import subprocess
import threading

from waiting import pause

NOT_NOW = 4  # the exit code of "try again"
DAY = "2026-04-01"  # the first on which the demonstration's books are open
LONGEST = 180  # seconds that somebody asks again before we call the area dead


class Program:
    """`almoner` on the host of an area's data folder."""

    def __init__(self, path, host, data):
        self.path, self.host, self.data = path, host, data
        self.put_off = []  # what it said when it was to be asked again

    def run(self, *words, longest=300):
        return subprocess.run(self.host.command(self.path, *words, "--data", self.data), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=longest)

    def must(self, *words):
        ended = self.run(*words)
        if ended.returncode:
            raise AssertionError(f"almoner {words[0]} ended with {ended.returncode}: {ended.stderr}")
        return ended.stdout

    def ask(self, user, key, *words):
        """Once: the answer, or None when it is to be asked again."""
        ended = self.run(*words, "--as", user, "--credential-file", self.data / "credentials" / user, "--as-of", DAY,
                         "--key", key, "--json")
        if ended.returncode == NOT_NOW:
            self.put_off.append(ended.stderr)
            return None
        if ended.returncode:
            raise AssertionError(f"{' '.join(words)} ended with {ended.returncode}: {ended.stderr}{ended.stdout}")
        return ended.stdout


def moved_to(program, folder, url):
    """A copy of the folder's area, its books in PostgreSQL."""
    shutil.copytree(folder, program.data)
    program.must("migrate-store", "--to", url)
    (program.data / "almoner.db").unlink()


class Supervisor:
    """Starts the server again whenever it ends, as systemd does (ops/ha/almoner.service)."""

    def __init__(self, program):
        self.program, self.ends, self._over = program, [], threading.Event()
        self._process, self._thread = None, threading.Thread(target=self._watch)

    def _watch(self):
        with open(self.program.data.with_suffix(".log"), "ab") as log:
            while not self._over.is_set():
                self._process = subprocess.Popen(
                    self.program.host.command(self.program.path, "serve", "--data", self.program.data),
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log)
                self.ends.append(self._process.wait())
                self._over.wait(1)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        if self._process:
            self._process.terminate()
        self._thread.join()


class Told:
    """Every answer that somebody was given, with what the journal said of it at once."""

    def __init__(self, program, clock, row_of):
        self.program, self.clock, self.row_of = program, clock, row_of
        self.answers, self._lock = [], threading.Lock()

    def answer_to(self, user, key, *words):
        """Asks with the same key until there is an answer."""
        end = self.clock() + LONGEST
        while (answer := self.program.ask(user, key, *words)) is None:
            assert self.clock() < end, f"{key} has no answer: {self.program.put_off[-1]}"
            pause()
        return answer

    def ask_until_told(self, user, key, *words):
        """As answer_to, and noted."""
        answer = self.answer_to(user, key, *words)
        told = {"key": key, "user": user, "words": words, "answer": answer, "at": self.clock(), "row": None}
        with self._lock:
            self.answers.append(told)
        told["row"] = self.row_of(key)
        return json.loads(answer)


class Caller(threading.Thread):
    """Proposes an emergency payment, has it approved by another, cancels it, and so on until it is told to end."""

    def __init__(self, told, agreement):
        super().__init__()
        self.told, self.agreement = told, agreement
        self.over, self.rounds, self.failed = threading.Event(), 0, None

    def _round(self):
        key = f"call-{self.agreement}-{self.rounds}"
        run = self.told.ask_until_told(
            "jo", f"{key}-1", "emergency", "--agreement", self.agreement, "--amount", "0.10", "--reason", "wages-due",
            "--words", "now", "--basis", "addition", "--again")
        self.told.ask_until_told("sam", f"{key}-2", "run", "approve", run["run"], "--confirm", run["confirm"])
        self.told.ask_until_told("jo", f"{key}-3", "run", "cancel", run["run"])
        self.rounds += 1

    def run(self):
        try:
            while not self.over.is_set():
                self._round()
        except BaseException as error:  # told by the test, in its own thread
            self.failed = error
