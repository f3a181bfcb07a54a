"""The payroll of an area's support service, played beside the payments: taken over once, then for each payday the
hours, a run that a second person approves, its posting, the payslips, what HMRC is told, and who is paid."""
import csv
import datetime
import shutil

CUT_OFF_DAYS = 3
DAYS_AHEAD = 4
SERVICE = "ANCHOR"
PAID_TO = {"net-pay": "assistants", "hmrc": "HMRC", "pension": "the pension scheme", "attachment": "those with orders"}
TOLD_OF_WAGES_ON = datetime.date(2026, 4, 7)  # by the bureau before, which paid for the last time on 3 April


class PayrollSide:
    def __init__(self, job, area):
        self.job = job
        self.folder = area / "payroll"
        self.taken_over = job.data / "payroll-taken-over"
        self.wages_runs = job.data / "wages-runs"
        self.payslips = job.data / "payslips"
        self.totals = {"runs": 0, "slips": 0, "pence": 0, "paid": 0}

    def take_over(self, day):
        if not self.folder.is_dir() or self.taken_over.exists():
            return
        ask = self.job.almoner
        taken = ask(day, "jo", "payroll", "import", str(self.folder), key="demo-payroll-import")["files"]
        for row in self.rows("orders"):
            ask(day, "jo", "pay-order", "add", row["order"], "--employment", row["employment"], "--made-on",
                row["made_on"], "--rule", "fixed", "--sum", row["sum"], "--protected-sum", row["protected_sum"],
                "--words", row["words"], key=f"demo-{row['order']}")
        self.tell_duties(day)
        self.taken_over.write_text(", ".join(f"{count['new']} {name.removesuffix('.csv')}"
                                             for name, count in sorted(taken.items())))

    def tell_duties(self, day):
        """Before a first wage it is on record that the holder was told of an employer's duties (EMP-02, EMP-03)."""
        with open(self.folder.parent / "budgets.csv", encoding="utf-8-sig", newline="") as given:
            holders = {row["budget"]: row["person"] for row in csv.DictReader(given)}
        letter = self.job.data / "told-of-an-employers-duties.txt"
        letter.write_text("I was told what an employer has to do.\n")
        with open(self.folder / "employers.csv", encoding="utf-8-sig", newline="") as given:
            budgets = sorted({row["budget"] for row in csv.DictReader(given)})
        for budget in budgets:
            paper = self.job.almoner(day, "jo", "evidence", "add", str(letter), "--kind", "letter", "--subject",
                                     f"person:{holders[budget]}", "--person", holders[budget], "--dated", str(day),
                                     "--media-type", "text/plain", key=f"demo-{budget}-duties")["evidence"]
            self.job.almoner(day, "jo", "fact", "record", budget, "--facts",
                             f"spending.duties_told={paper}, spending.employment_law_told={paper}",
                             key=f"demo-{budget}-told")

    def rows(self, *place):
        file = self.folder.joinpath("given", *place).with_suffix(".csv")
        if not file.exists():
            return []
        with open(file, encoding="utf-8-sig", newline="") as given:
            return list(csv.DictReader(given))

    def confirm_client_account(self, day):
        """What came back from the service's account blocks everybody whose money it holds until it is confirmed."""
        letter = self.job.data / "letter-of-the-service.txt"
        letter.write_text("Our client account is open and takes your payments.\n")
        paper = self.job.almoner(day, "jo", "evidence", "add", str(letter), "--kind", "letter", "--subject",
                                 f"support-service:{SERVICE}", "--dated", str(day), "--media-type", "text/plain",
                                 key=f"demo-{day}-letter")
        self.job.almoner(day, "sam", "payee", "confirm", f"support-service:{SERVICE}", "--evidence",
                         str(paper["evidence"]), key=f"demo-{day}-confirm", may_refuse=True)

    def play(self, day):
        if not self.taken_over.exists():
            return
        if day == TOLD_OF_WAGES_ON:
            for user in ("jo", "sam"):  # the area pays by now: two people bring the same file
                self.job.almoner(day, user, "payroll", "import", str(self.folder / "given" / "earlier"),
                                 key=f"demo-wages-{user}")
        for file in sorted((self.folder / "given" / "hours").glob("*.csv")):
            payday = datetime.date.fromisoformat(file.stem)
            if day == payday - datetime.timedelta(days=CUT_OFF_DAYS):
                self.draft(day, file)
            if day == payday - datetime.timedelta(days=1):
                self.post(day, payday)
        if day.isoweekday() < 6:
            self.pay_out(day)

    def pay_out(self, day):
        """What slips owe goes out by payment runs of the client account, which the job's own bank answers."""
        if not self.totals["runs"] and not (self.job.data / "wages-owed").exists():
            return
        ask = self.job.almoner
        proposed = ask(day, "jo", "payroll", "pay", "--until", str(day + datetime.timedelta(days=DAYS_AHEAD)),
                       "--service", SERVICE, key=f"demo-{day}-wages", may_refuse=True)
        for run in (proposed or {}).get("runs", []):
            name = run["run"]
            shown = ask(day, "jo", "run", "show", name)
            # A job that was stopped between two of these goes on with the one that is missing.
            if shown["state"] not in ("proposed", "approved") or not shown["count"]:
                continue
            if shown["state"] == "proposed":
                ask(day, "sam", "run", "approve", name, "--confirm", shown["confirm"], key=f"demo-{name}-approve")
            self.note(name)
            ask(day, "sam", "run", "send", name, key=f"demo-{name}-send")
            self.totals["paid"] += shown["total"]

    def note(self, run):
        known = self.wages_runs.read_text().split() if self.wages_runs.exists() else []
        if run not in known:
            self.wages_runs.write_text("\n".join([*known, run]) + "\n")

    def paid(self, day):
        """By whom it reached: count and pence of what the client account's statements say has gone."""
        sums = {kind: [0, 0] for kind in PAID_TO}
        for run in self.wages_runs.read_text().split() if self.wages_runs.exists() else []:
            for payment in self.job.almoner(day, "jo", "run", "show", run)["payments"]:
                if payment["state"] == "settled":
                    sums[payment["kind"]][0] += 1
                    sums[payment["kind"]][1] += payment["net"]
        return {PAID_TO[kind]: tuple(each) for kind, each in sums.items()}

    def write_payslips(self, day, run):
        """Each assistant's, as a file for the post: the PDF where it can be made, else the HTML; text for who reads it."""
        ask = self.job.almoner
        folder = self.payslips / run
        if folder.exists():
            return
        made = ask(day, "jo", "payroll", "documents", run, "--channel", "post", key=f"demo-{run}-documents")
        if not made["made"] + made["as_before"]:
            return
        if shutil.which("weasyprint"):
            ask(day, "jo", "letter", "print")
        part = self.payslips / f".{run}"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        ask(day, "jo", "payroll", "papers", "--run", run, "--channel", "post", "--to", str(part))
        part.rename(folder)

    def draft(self, day, file):
        ask = self.job.almoner
        for number, row in enumerate(self.rows("absences", file.stem), 1):
            given = [word for name in ("kind", "from", "to", "hours") if row[name] for word in (f"--{name}", row[name])]
            ask(day, "jo", "absence", "record", row["employment"], *given, key=f"demo-{file.stem}-away-{number}")
        ask(day, "jo", "hours", "import", str(file), key=f"demo-{file.stem}-hours")
        ask(day, "jo", "hours", "fill", key=f"demo-{file.stem}-fill")
        for sheet in ask(day, "jo", "hours", "list")["hours"]:
            if sheet["state"] == "entered":
                ask(day, "jo", "hours", "confirm", str(sheet["timesheet"]), "--by", "holder", "--channel", "telephone",
                    key=f"demo-sheet-{sheet['timesheet']}")
        run = ask(day, "jo", "payroll", "run", "--service", SERVICE, "--frequency", "four-weekly", "--payday",
                  file.stem, key=f"demo-{file.stem}-payroll")
        ask(day, "sam", "payroll", "approve", run["run"], "--confirm", run["confirm"], key=f"demo-{run['run']}-approve")

    def post(self, day, payday):
        for run in self.job.almoner(day, "jo", "payroll", "runs")["runs"]:
            if run["payday"] != str(payday):
                continue
            posted = self.job.almoner(day, "jo", "payroll", "post", run["run"], key=f"demo-{run['run']}-post")
            (self.job.data / "wages-owed").touch()
            self.totals["runs"] += 1
            self.totals["slips"] += posted["posted"]
            self.totals["pence"] += posted["posted_total"]
            self.write_payslips(day, run["run"])
        self.job.hmrc.tell(day, SERVICE)
