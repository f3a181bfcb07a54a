#!/usr/bin/env python3
"""Runs the main job on an area's CSV files, day by day, against the stand-in bank, with the program's own commands.

usage: main_job.py ALMONER BANK AREA DATA [--hmrc PROGRAM] [--from DATE] [--to DATE] [--returns PERCENT]
PROGRAM stands in for HMRC's transaction engine; without it HMRC's messages are prepared and not sent. A day that was done is not done again, so that an interrupted job carries on where it was.
"""
import argparse
import csv
import datetime
import json
import pathlib
import secrets
import subprocess
import sys

from hmrc_side import HmrcSide
from payroll_side import PayrollSide

HERE = pathlib.Path(__file__).resolve().parent
HOLIDAYS = HERE.parent / "reference-data" / "bank-holidays-england-wales.csv"
DAYS_AHEAD = 7


class Job:
    def __init__(self, given):
        self.given = given
        self.data = pathlib.Path(given.data)
        self.credentials = self.data / "credentials"
        self.bank = self.data / "bank"
        self.inbox = self.data / "inbox"
        self.totals = {"runs": 0, "payments": 0, "pence": 0, "held": 0, "settled": 0,
                       "returned": 0, "rejected": 0, "suspense": 0}
        self.payroll = PayrollSide(self, pathlib.Path(given.area))
        self.hmrc = HmrcSide(self, given.hmrc)

    def almoner(self, day, user, *words, key=None, may_refuse=False):
        command = [self.given.almoner, *words, "--data", str(self.data), "--json"]
        if user:
            command += ["--as", user, "--credential-file", str(self.credentials / user)]
        if day:
            command += ["--as-of", str(day)]
        if key:
            command += ["--key", key]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode in (0, 3):
            return json.loads(done.stdout)
        if may_refuse and done.returncode == 1:
            return None
        shown = " ".join(words)
        raise SystemExit(f"almoner {shown} on {day}: exit {done.returncode}\n{done.stdout}{done.stderr}")

    def credential(self, user):
        self.credentials.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.credentials / user
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(24) + "\n")
        return str(file)

    def set_up(self, day):
        done = self.data / "set-up-done"
        if done.exists():
            return
        self.data.mkdir(parents=True, exist_ok=True)
        self.almoner(day, None, "init", "--name", "Demonstration", "--simulated", key="demo-init", may_refuse=True)
        for user, name, role, by in (("sam", "Sam Checker", "checker", None), ("jo", "Jo Maker", "maker", "sam"),
                                     ("vi", "Vi Viewer", "viewer", "sam")):
            self.almoner(day, by, "user", "add", "--ref", user, "--name", name, "--role", role,
                         "--new-credential-file", self.credential(user), key=f"demo-user-{user}", may_refuse=True)
        self.almoner(day, "jo", "calendar", "load", str(HOLIDAYS), key="demo-calendar", may_refuse=True)
        self.almoner(day, "sam", "setting", "set", "contact.phone", "01632 960900", key="demo-phone")
        self.hmrc.set_up(day)
        self.almoner(day, "jo", "import", self.given.area, key="demo-import")
        print(f"   imported: {rows_read(pathlib.Path(self.given.area))}", file=sys.stderr)
        self.payroll.take_over(day)
        done.touch()

    def pay(self, day):
        until = day + datetime.timedelta(days=DAYS_AHEAD)
        proposed = self.almoner(day, "jo", "run", "propose", "--until", str(until), key=f"demo-{day}-propose")
        for run in proposed.get("runs", []):
            name = run["run"]
            shown = self.almoner(day, "jo", "run", "show", name)
            self.totals["held"] += shown["held"]
            # A job that was stopped between two of these goes on with the one that is missing.
            if shown["state"] not in ("proposed", "approved") or shown["count"] == 0:
                continue
            if shown["state"] == "proposed":
                self.almoner(day, "sam", "run", "approve", name, "--confirm", shown["confirm"],
                             key=f"demo-{name}-approve")
            self.almoner(day, "sam", "run", "send", name, key=f"demo-{name}-send")
            self.totals["runs"] += 1
            self.totals["payments"] += shown["count"]
            self.totals["pence"] += shown["total"]

    def bank_day(self, day, first):
        command = [self.given.bank, "--outbox", str(self.data / "outbox"), "--inbox", str(self.inbox), "--state",
                   str(self.bank), "--day", str(day), "--holidays", str(HOLIDAYS), "--returns",
                   str(self.given.returns), "--seed", "3"]
        if first:
            for balance in opening_balances(pathlib.Path(self.given.area)):
                command += ["--balance", balance]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode or done.stderr:
            print(done.stderr, end="", file=sys.stderr)
        if done.returncode:
            raise SystemExit(f"the bank closed on {day}")
        read = self.inbox / "read"
        read.mkdir(parents=True, exist_ok=True)
        for file in sorted(f for f in self.inbox.iterdir() if f.is_file() and not f.name.startswith(".")):
            answer = self.almoner(day, "jo", "statement", "import", str(file), key=f"demo-{file.name}")
            for name in ("settled", "returned", "rejected", "suspense"):
                self.totals[name] += answer.get(name, 0)
            if answer.get("returned", 0):
                self.payroll.confirm_client_account(day)
            file.rename(read / file.name)

    def run(self):
        first = datetime.date.fromisoformat(self.given.first)
        last = datetime.date.fromisoformat(self.given.last)
        (self.data / "outbox").mkdir(parents=True, exist_ok=True)
        self.inbox.mkdir(parents=True, exist_ok=True)
        self.set_up(first)
        self.hmrc.start()
        mark = self.data / "last-day"
        day = datetime.date.fromisoformat(mark.read_text()) + datetime.timedelta(days=1) if mark.exists() else first
        while day <= last:
            if day.weekday() < 5:
                self.pay(day)
                self.payroll.play(day)
            self.bank_day(day, not mark.exists())
            mark.write_text(str(day))
            if day.weekday() == 4:
                print(f"   {day}: {self.totals['payments']} payments sent, {self.totals['settled']} settled, "
                      f"{self.totals['returned']} returned", file=sys.stderr)
            day += datetime.timedelta(days=1)
        return self.totals


def rows_read(area):
    names = ("people", "budgets", "plan_lines", "agreements")
    return ", ".join(f"{len(rows_of(area, name + '.csv'))} {name.replace('_', ' ')}" for name in names)


def pence(text):
    sign = -1 if text.strip().startswith("-") else 1
    pounds, _, rest = text.strip().lstrip("-").lstrip("£").replace(",", "").partition(".")
    return sign * (int(pounds) * 100 + int((rest + "00")[:2]))


def rows_of(area, name):
    with open(area / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def opening_balances(area):
    """What each of the area's bank accounts holds at the start: the bank's own view of the opening balances."""
    accounts = {row["bank_account"]: row for row in rows_of(area, "bank_accounts.csv")}
    held = {name: 0 for name in accounts}
    services = {row["support_service"]: row["client_bank_account"] for row in rows_of(area, "support_services.csv")}
    client_of = {row["budget"]: services.get(row["payee"].partition(":")[2])
                 for row in rows_of(area, "agreements.csv") if row["payee"].startswith("support-service:")}
    for row in rows_of(area, "opening_balances.csv"):
        if row["kind"] == "bank":
            held[row["bank_account"]] += pence(row["amount"])
        elif row["kind"] == "held" and row["option"] == "managed-account":
            held[client_of[row["budget"]]] += pence(row["amount"])
    for name, total in held.items():
        code = "".join(c for c in accounts[name]["sort_code"] if c.isdigit())
        yield f"{code}:{accounts[name]['account_number']}:{total}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("almoner", "bank", "area", "data"):
        parser.add_argument(name)
    parser.add_argument("--hmrc")
    parser.add_argument("--from", dest="first", default="2026-03-25")
    parser.add_argument("--to", dest="last", default="2026-06-30")
    parser.add_argument("--returns", type=int, default=6)
    job = Job(parser.parse_args())
    try:
        totals = job.run()
    finally:
        job.hmrc.end()
    print_totals(job, totals)
    print_payroll(job)


def pounds(pence):
    return f"£{pence // 100:,}.{pence % 100:02}"


def print_totals(job, totals):
    wages, told = job.payroll.totals, job.hmrc.totals
    print("What was done now, and is not done twice:")
    print(f"  {totals['runs']} runs sent with {totals['payments']} payments of {pounds(totals['pence'])}; "
          f"{totals['held']} payments held back")
    print(f"  the bank: {totals['settled']} settled, {totals['returned']} returned, {totals['rejected']} rejected, "
          f"{totals['suspense']} lines that nobody can explain yet")
    print(f"  payroll: {wages['runs']} runs with {wages['slips']} slips at a cost of {pounds(wages['pence'])}; "
          f"{pounds(wages['paid'])} sent to assistants, HMRC and the pension scheme")
    print(f"  HMRC: {told['prepared']} messages prepared, {told['accepted']} accepted, {told['turned_down']} turned down "
          "(by a stand-in for its transaction engine)")
    if job.hmrc.waiting:
        print(f"  {job.hmrc.waiting} messages to HMRC wait: {job.hmrc.not_sent or 'it was out of reach'}")


def print_payroll(job):
    last = (job.data / "last-day").read_text()
    paid = job.payroll.paid(last)
    if not any(count for count, _ in paid.values()):
        return
    print(f"Paid out of the support service's client account up to {last}, as its bank says:")
    for whom, (count, pence) in paid.items():
        print(f"  {whom}: {pounds(pence)} in {count} payments")
    written = [file for file in job.payroll.payslips.glob("*/payslip-*") if file.suffix != ".txt"]
    if written:
        kinds = " and ".join(sorted({file.suffix.removeprefix(".").upper() for file in written}))
        print(f"  {len(written)} payslips ({kinds}) are in {job.payroll.payslips}; one of them: {sorted(written)[0]}")


if __name__ == "__main__":
    main()
