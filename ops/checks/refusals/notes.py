"""The list of which test misses which refusal."""
FILE = "ops/checks/refusals/missed_by.txt"


def read(root):
    """{key of a refusal: (program, test)}."""
    file = root / FILE
    found = {}
    for line in file.read_text().splitlines() if file.exists() else []:
        if line and not line.startswith("#"):
            key, program, test = line.split("\t")
            found[key] = (program, test)
    return found


def write(root, missed, looked_at):
    """Puts in what was seen of those that were looked at; the others stay."""
    known = {key: value for key, value in read(root).items() if key not in looked_at} | missed
    lines = ["# Which test fails when a refusal is switched off: ops/checks/mutate_refusals --note writes it.",
             "# A refusal: its file, its code and how many of that code stand before it, with itself."]
    lines += ["\t".join((key, *known[key])) for key in sorted(known)]
    (root / FILE).write_text("\n".join(lines) + "\n")
