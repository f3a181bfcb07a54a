"""What can be said of the refusals in a minute: those that the change touches, and a sample."""
import os
import random
import re
import subprocess
import time
from pathlib import Path

from . import notes
from .running import LEAST_SECONDS, TIMES, Stopped, come_to

LEAST_FOR_ONE = 10  # seconds for what takes milliseconds with nothing switched off, before it counts as hung
AT_ONCE = 30  # refusals for which the tests run once with nothing switched off
MOST = 150  # for which the programs are read; more than a minute has room for


def git(root, *words):
    return subprocess.run(["git", "-C", root, *words], capture_output=True, text=True).stdout


def base(root):
    """As ops/checks/tidy has it: where this branch left main, on main itself the commit of the day before."""
    if os.environ.get("ALMONER_BASE"):
        return os.environ["ALMONER_BASE"]
    head = git(root, "rev-parse", "HEAD").strip()
    for tip in ("origin/main", "main"):
        found = git(root, "merge-base", "HEAD", tip).strip()
        if found and found != head:
            return found
    newest = git(root, "log", "-1", "--format=%ct").strip()
    if not newest:
        return ""
    return git(root, "rev-list", "-1", f"--before={int(newest) - 86400}", "HEAD").strip()


def lines_changed(root):
    """{file: the lines of it that are new since the base}."""
    found, file = {}, None
    since = base(root)
    for line in git(root, "diff", "--unified=0", since, "--", "*.cpp").splitlines() if since else []:
        if line.startswith("+++ b/"):
            file = line[6:]
        elif hunk := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
            first, count = int(hunk.group(1)), int(hunk.group(2) or 1)
            found.setdefault(file, set()).update(range(first, first + count))
    return found


class Look:
    def __init__(self, root, programs, sites, seconds):
        self.root, self.programs, self.until = root, programs, time.monotonic() + seconds
        self.kept_back = seconds / 2  # for those of the list
        self.noted = {key: value for key, value in notes.read(root).items() if value[0] in programs.tests}
        changed = lines_changed(root)
        self.files = set(changed)
        touched = [each for each in sites if changed.get(each.path, set()) & set(range(each.line, each.last_line + 1))]
        self.touched = {each.name for each in touched}
        others = [each for each in sites if each.name not in self.touched and each.key in self.noted]
        self.seed = git(root, "rev-parse", "HEAD").strip()
        random.Random(self.seed).shuffle(touched)
        random.Random(self.seed).shuffle(others)
        self.without = [each for each in touched if each.key not in self.noted][:MOST]
        self.unnoted = sum(each.key not in self.noted for each in sites)
        self.all = len(sites)
        self.told = {}  # what near() saw
        in_list = [each for each in touched if each.key in self.noted] + others
        self.chosen = self.without + in_list[:MOST - len(self.without)]

    def left(self):
        return self.until - time.monotonic()

    def left_to_find(self):
        return self.left() - self.kept_back

    def control(self, part):
        """{(program, test): seconds} of the tests that miss these refusals, with nothing switched off."""
        took = {}
        for program in self.programs.tests:
            tests = sorted({test for each in part for other, test in [self.noted[each.key]] if other == program})
            if not tests:
                continue
            seen = self.programs.run(program, tests, "none", LEAST_SECONDS)
            if seen.how and seen.how != "hung":  # a machine too busy says nothing of them
                raise Stopped(f"with nothing switched off {seen.failed or program} fails")
            took |= {(program, name): seconds for name, seconds in seen.passed.items()}
        return took

    def near(self, path):
        """[(program, {refusal: its tests}, {test: seconds})] of the tests that have a word of the file's name in theirs."""
        if path not in self.told:
            words = [word for word in Path(path).stem.split("_") if len(word) > 3] or [Path(path).stem]
            tests = ":".join(f"*{word}*:*{word.capitalize()}*" for word in words)
            self.told[path] = []
            for program in self.programs.tests:
                if self.left_to_find() > 0:
                    log = self.programs.folder.parent / "near.txt"
                    _, text = self.programs.tell(program, (0, 1), log, tests, max(5, self.left_to_find()))
                    reached, took, _ = come_to(text)
                    self.told[path].append((program, reached, took))
        return self.told[path]

    def near_missed(self, site):
        """How a test near to it misses it."""
        for program, reached, took in self.near(site.path):
            tests = sorted((each for each in reached.get(site.name, []) if each in took), key=took.get)[:20]
            if tests and self.left_to_find() > 0:
                seconds = max(LEAST_FOR_ONE, TIMES * sum(took[each] for each in tests))
                if how := self.programs.run(program, tests, site.name, seconds).how:
                    return how
        return "survives" if self.left_to_find() > 0 else "not looked at"

    def report(self, unknown):
        counted, faults = {}, []
        for site in self.without:
            how = "unknown" if site.name in unknown else self.near_missed(site)
            if how in ("survives", "unknown"):
                # Perhaps one with another name misses it: only the whole look can tell.
                how = "not in the list and missed by no test near to it"
                print(f"look for its test: ops/checks/mutate_refusals --note --sites {site.name}")
            counted[how] = counted.get(how, 0) + 1
        noted = [each for each in self.chosen if each.key in self.noted]
        while noted and self.left() > 0:
            part, noted = noted[:AT_ONCE], noted[AT_ONCE:]
            took = self.control([each for each in part if each.name not in unknown])
            for site in part:
                if self.left() <= 0:
                    break
                how = self.noted_missed(site, took, unknown)
                if how in ("survives", "unknown") and site.path in self.files:
                    # Its place among those of its code may be another one now.
                    how = "not in the list and missed by no test near to it"
                    print(f"look for its test: ops/checks/mutate_refusals --note --sites {site.name}")
                elif how in ("survives", "unknown"):
                    words = f"{self.noted[site.key][1]} is gone or passes without it, and no test near to it misses it"
                    faults.append((site, unknown.get(site.name, words)))
                counted[how] = counted.get(how, 0) + 1
        for site, why in faults:
            print(f"survives: {site.name} ({why})")
        ways = ", ".join(f"{number} {how}" for how, number in sorted(counted.items()))
        print(f"of {self.all} refusals, first the {len(self.touched)} that the change touches, the others by the seed "
              f"{self.seed[:12]}: {ways or 'none'}; of {self.unnoted} no test is noted")
        return 1 if faults else 0

    def noted_missed(self, site, took, unknown):
        if site.name in unknown:
            return "unknown"
        program, test = self.noted[site.key]
        if (program, test) in took:
            seconds = max(LEAST_FOR_ONE, TIMES * took[program, test])
            return self.programs.run(program, [test], site.name, seconds).how or self.near_missed(site)
        return self.near_missed(site)
