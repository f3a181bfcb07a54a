"""HMRC beside the demonstration: its transaction engine, stood in for by a program of this machine over HTTPS. It is
started for the job and ended with it; without the program what HMRC is to be told is prepared, and nothing is sent."""
import ctypes
import secrets
import signal
import socket
import subprocess
import sys

SECONDS = 60  # that a call goes on asking: the stand-in answers at once
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG: a job that is killed leaves nobody at its port


def end_with_the_job():
    ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM)


class HmrcSide:
    def __init__(self, job, program):
        self.job = job
        self.program = program
        self.folder = job.data / "hmrc"
        self.sign_in = self.folder / "sign-in.txt"
        self.port = self.folder / "port"
        self.engine = None
        self.totals = {"prepared": 0, "accepted": 0, "turned_down": 0}
        self.waiting = 0
        self.not_sent = ""

    def set_up(self, day):
        """Before the area pays, one person may say where messages go."""
        if not self.program:
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.sign_in.exists():
            self.sign_in.touch(mode=0o600)
            self.sign_in.write_text(f"sender-id DEMO\npassword {secrets.token_urlsafe(18)}\n")
        if not self.port.exists():
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port.write_text(str(free.getsockname()[1]))
        self.job.almoner(day, "sam", "setting", "set", "hmrc.submission-url",
                         f"https://localhost:{self.port.read_text()}/submission", key="demo-hmrc-url")

    def start(self):
        if not self.program or not self.port.exists():
            return
        self.engine = subprocess.Popen(
            [self.program, "--port", self.port.read_text(), "--folder", str(self.folder), "--credentials",
             str(self.sign_in), "--poll-after", "0"], stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL,
            preexec_fn=end_with_the_job)
        if not self.engine.stdout.readline():  # it says its address once it listens
            self.engine.wait()
            self.engine = None
            print("   HMRC's stand-in can't listen: messages wait", file=sys.stderr)

    def end(self):
        if self.engine:
            self.engine.terminate()
            self.engine.wait()
            self.engine = None

    def tell(self, day, service):
        words = ["payroll", "submit", "--service", service]
        if self.engine:
            words += ["--sign-in", str(self.sign_in), "--trust", str(self.folder / "certificate.pem"), "--wait",
                      str(SECONDS)]
        answer = self.job.almoner(day, "jo", *words, key=f"demo-{day}-hmrc")
        told = answer["submissions"][0]
        for name in self.totals:
            self.totals[name] += told[name]
        self.waiting = told["waiting"]
        self.not_sent = told["not_sent"]
        for held in answer["held_out"]:
            print(f"   {day}: HMRC is not told of {held['employer']}: {held['words']}", file=sys.stderr)
