#!/usr/bin/env python3
"""Fails on words that have no place in a kind of file: fractions of a penny, SQL out of its home, work left undone."""
import pathlib
import re
import subprocess
import sys

COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"', re.S)
# A digit separator looks like a character: 1'000.
FRACTIONS = re.compile(r"\b(?:float|double|stod|stof|strtod)\b")
UNDONE = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|HA" r"CK)\b")
SQL = re.compile(r"\s*(?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH)\s", re.S)
# SQL stands where it is declared as a Query, and in the migrations: only so can a test prepare all of it.
SQL_HOMES = re.compile(r"(?:\bQuery\s+\w+\s*[{(]\s*|\bQuery\s*[{(]\s*)$")
# Records are stored, verified and copied by statements made over the list of their tables.
SQL_FOLDERS = ("ledger/storage/sqlite/", "ledger/storage/postgres/", "ledger/records/", "ledger/verify/",
               "ledger/storage/copy_store")
ROOMS = ("ledger/", "rules/", "gateway/", "scheduler/", "api/", "ops/")


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def without_comments_and_text(text):
    return COMMENT_OR_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def loose_sql(text):
    """Where a string that is SQL starts, when no Query is declared with it."""
    end_of_last = 0
    for found in COMMENT_OR_TEXT.finditer(text):
        if found[0].startswith("/"):
            continue
        before = without_comments_and_text(text[end_of_last : found.start()])
        body = found[0].split("(", 1)[-1] if found[0].startswith("R") else found[0][1:]
        if SQL.match(body) and not SQL_HOMES.search(before):
            yield found.start()
        end_of_last = found.end()


def complaints(root):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    for path in filter(None, listed.decode().split("\0")):
        if path.startswith("tests/fuzz/corpus/") or not (root / path).is_file():
            continue
        try:
            text = (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for found in UNDONE.finditer(text):
            yield f"{path}:{line_of(text, found.start())}: work left undone: {found[0]}"
        if not path.endswith((".h", ".cpp")):
            continue
        if path.startswith(("ledger/", "rules/")):
            for found in FRACTIONS.finditer(without_comments_and_text(text)):
                yield f"{path}:{line_of(text, found.start())}: money is whole pence, no {found[0]} here"
        if path.startswith(ROOMS) and not path.startswith(SQL_FOLDERS):
            for at in loose_sql(text):
                yield f"{path}:{line_of(text, at)}: SQL that is not declared as a Query"


if __name__ == "__main__":
    problems = list(complaints(pathlib.Path(sys.argv[1])))
    print("\n".join(problems))
    sys.exit(1 if problems else 0)
