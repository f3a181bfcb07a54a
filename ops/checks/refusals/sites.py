"""Which statements of the sources refuse: where each stands, and what it stands in."""
import re
from pathlib import Path

ROOMS = ("ledger", "rules", "gateway", "scheduler", "api", "ops")
# Programs of their own, that nobody's money goes through.
NOT_OURS = ("ops/bank_stand_in", "ops/hmrc_stand_in", "ops/demo", "ops/bench")

# A name before "(" that makes a refusal; those of the tree's own functions are added to it.
MAKERS = {"refused", "refused_in", "refusal_of", "refuse"}
FUNCTION = re.compile(r"^(?:\w+::)?Refusal (?:\w+::)*(\w+)\(", re.M)
CODE = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"')


def plain(text):
    """The text with comments and literals blanked, so that only code is left to count."""
    pattern = re.compile(
        r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/', re.S)
    keep_lines = lambda found: re.sub(r"[^\n]", "_", found.group(0))
    # A digit separator is no literal.
    return pattern.sub(keep_lines, re.sub(r"(?<=\d)'(?=\d)", "0", text))


def end_of_statement(code, at):
    depth = 0
    for place in range(at, len(code)):
        if code[place] in "({[":
            depth += 1
        elif code[place] in ")}]":
            depth -= 1
        elif code[place] == ";" and depth == 0:
            return place + 1
    return None


def open_brace_before(code, at):
    depth = 0
    for place in range(at - 1, -1, -1):
        if code[place] == "}":
            depth += 1
        elif code[place] == "{":
            if depth == 0:
                return place
            depth -= 1
    return None


def opening_of(code, closing):
    depth = 0
    for place in range(closing, -1, -1):
        if code[place] == ")":
            depth += 1
        elif code[place] == "(":
            depth -= 1
            if depth == 0:
                return place
    return None


CONTROL = re.compile(r"\b(?:if|for|while|else if|if constexpr)\s*$")


def is_under_control(code, at):
    """Whether what comes before `at` is an if, an else or a loop: without the statement the code goes on."""
    before = code[:at].rstrip()
    if before.endswith("else"):
        return True
    if not before.endswith(")"):
        return False
    opening = opening_of(code, len(before) - 1)
    return opening is not None and CONTROL.search(code[:opening]) is not None


def returns_done(code, brace):
    """Whether the function whose body begins at this brace answers with no more than Done."""
    head = code[:brace].rstrip()
    start = max(head.rfind(";"), head.rfind("}"), head.rfind("{"))
    return re.search(r"Outcome<(?:\w+::)*Done>", head[start + 1:]) is not None


class Site:
    """One statement that refuses.

    name   file, line and code: what a person calls it
    key    file, code and how many of that code stand before it: the same after a change elsewhere in the file
    """

    def __init__(self, path, text, code, first, end):
        words = CODE.search(text[first:end])
        self.path, self.first, self.end = str(path), first, end
        self.line = text.count("\n", 0, first) + 1
        self.last_line = text.count("\n", 0, end) + 1
        self.code = words.group(1) if words else ""
        self.name = f"{path}:{self.line}" + (f":{self.code}" if self.code else "")
        self.key = ""
        brace = open_brace_before(code, first)
        self.is_return = text.startswith("return", first)
        self.after_else = code[:first].rstrip().endswith("else")
        directly = is_under_control(code, first)
        self.block = brace if not directly and brace is not None and is_under_control(code, brace) else None
        self.can_go_on = not self.is_return or directly or self.block is not None
        # Where a function that answers with no more than Done says so: after this place of the text.
        self.body = brace if not self.can_go_on and brace is not None and returns_done(code, brace) else None


def sites_in(path, text, makers):
    code = plain(text)
    names = "|".join(sorted(makers | {"Refusal"}))
    returning = rf"\breturn (?!std::)(?:[a-z]\w*::)*(?:{names})\s*[({{]"
    calling = r"(?:(?<=[;{})])|(?<=\belse))\s*\b\w+(?:\.|->)refuse\("
    found, seen = [], {}
    for each in re.finditer(f"{returning}|{calling}", code):
        first = each.start() + len(each.group(0)) - len(each.group(0).lstrip())
        end = end_of_statement(code, first)
        if end is None:
            continue
        site = Site(path, text, code, first, end)
        seen[site.code] = seen.get(site.code, 0) + 1
        site.key = f"{path} {site.code or '-'} {seen[site.code]}"
        found.append(site)
    return found


def sources(root):
    for room in ROOMS:
        for file in sorted((root / room).rglob("*.cpp")):
            name = file.relative_to(root).as_posix()
            if "storage" not in file.parts and not name.startswith(NOT_OURS):
                yield file


def read(file):
    """One character for each octet, as the compiler counts its columns."""
    return file.read_bytes().decode("latin-1")


def all_sites(root):
    texts = {file.relative_to(root).as_posix(): read(file) for file in sources(root)}
    makers = set(MAKERS)
    for text in texts.values():
        makers |= set(FUNCTION.findall(text))
    sites = []
    for path, text in texts.items():
        sites += sites_in(path, text, makers)
    return texts, sites


def place(text, at):
    """(line, column) as the compiler says them."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
