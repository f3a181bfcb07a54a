"""Every refusal that is asked for, with the tests that come to it."""
import concurrent.futures
import json
import threading
from pathlib import Path

from . import notes
from .running import LEAST_SECONDS, TIMES, Stopped, come_to

MOST_TESTS = 40  # at once
MOST_SECONDS = 300  # of tests that come to one refusal, as long as they took with nothing switched off


class Kept:
    """What earlier runs saw of the same programs, in a file."""

    def __init__(self, file, built, anew):
        self.file, self.lock = file, threading.Lock()
        known = json.loads(file.read_text()) if file.exists() and not anew else {}
        same = known.get("built") == built
        self.all = known if same else {"built": built, "tests": None, "reached": {}, "seconds": {}, "looked": {}}

    def keep(self, **more):
        with self.lock:
            for name, value in more.items():
                if name == "looked" and value:  # nothing begins anew: other tests were asked for
                    self.all[name].update(value)
                else:
                    self.all[name] = value
            written = self.file.with_suffix(".part")
            written.write_text(json.dumps(self.all))
            written.replace(self.file)


class Look:
    def __init__(self, root, programs, file, asked):
        self.root, self.programs, self.asked = root, programs, asked
        built = [f"{path} {size} {when}" for path, (size, when) in zip(programs.files, programs.built)]
        self.kept = Kept(file, built, asked.anew)
        self.folder = file.parent

    def control(self):
        """All tests with nothing switched off: who comes where, and how long each takes."""
        if self.kept.all["tests"] == self.asked.tests:
            return
        jobs = self.asked.jobs
        parts = [(program, (shard, jobs), self.folder / f"told-{program}-{shard}.txt", self.asked.tests)
                 for program in self.programs.tests for shard in range(jobs)]
        reached, seconds = {}, {}
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for part, (code, text) in zip(parts, pool.map(lambda each: self.programs.tell(*each), parts)):
                found, took, broken = come_to(text)
                if code or broken:
                    raise Stopped(f"with nothing switched off {', '.join(broken) or part[0]} fails (see {part[3]})")
                for name, tests in found.items():
                    reached.setdefault(name, {}).setdefault(part[0], []).extend(tests)
                seconds.setdefault(part[0], {}).update(took)
        ran = sum(map(len, seconds.values()))
        print(f"{ran} tests pass with nothing switched off", flush=True)
        self.kept.keep(reached=reached, seconds=seconds, tests=self.asked.tests, looked={})

    def look(self, site):
        """[how it was missed, the program, the test], or how it was not."""
        looked = self.kept.all["looked"].get(site.name)
        if looked is None:
            looked = self.try_tests(site)
            self.kept.keep(looked={site.name: looked})
        return looked

    def try_tests(self, site):
        for program, tests in self.kept.all["reached"].get(site.name, {}).items():
            took = self.kept.all["seconds"][program]
            stem = Path(site.path).stem.replace("_", "")
            in_order = sorted((each for each in tests if each in took),
                              key=lambda each: (stem not in each.lower(), took[each]))
            spent = 0
            while in_order and spent < MOST_SECONDS:
                part, in_order = in_order[:MOST_TESTS], in_order[MOST_TESTS:]
                seconds = sum(took[each] for each in part)
                spent += seconds
                seen = self.programs.run(program, part, site.name, max(LEAST_SECONDS, TIMES * seconds))
                if seen.how:
                    return [seen.how, program, seen.failed]
        return ["survives", "", ""]

    def report(self, wanted, count, unknown, ending):
        self.control()
        counted, survivors, missed = {}, 0, {}
        can_be = [each for each in wanted if each.name not in unknown]
        with concurrent.futures.ThreadPoolExecutor(self.asked.jobs) as pool:
            for site, (how, program, test) in zip(can_be, pool.map(self.look, can_be)):
                counted[how] = counted.get(how, 0) + 1
                if how == "survives":
                    why = "no test fails without it" if site.name in self.kept.all["reached"] else "no test comes to it"
                    print(f"survives: {site.name} ({why})", flush=True)
                else:
                    missed[site.key] = (program, test)
        for name, why in unknown.items():
            print(f"can't be switched off: {name} ({why})")
        if self.asked.note:
            notes.write(self.root, missed, {each.key for each in can_be})
        survivors = counted.pop("survives", 0)
        ways = ", ".join(f"{number} {how}" for how, number in sorted(counted.items()))
        print(f"{len(can_be)} of {count} refusals switched off ({sum(each.name in ending for each in can_be)} of them end the "
              f"program instead): {sum(counted.values())} missed by a test ({ways}), {survivors} survive, "
              f"{len(unknown)} can't be switched off")
        return 1 if survivors or unknown else 0
