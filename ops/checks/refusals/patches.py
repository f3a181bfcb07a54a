"""What is written into which built program so that it passes over a refusal."""
import json
import shlex
import struct
from pathlib import Path

from . import sites as text_of
from .machine_code import TRAP, Change, Elf, Object

JUMP = 5  # octets of a jump to anywhere


class Unknown(Exception):
    """Why a refusal can't be switched off in what was built."""


def objects_of(build):
    """{source: object file} of what was built."""
    found = {}
    for each in json.loads((build / "compile_commands.json").read_text()):
        words = shlex.split(each["command"])
        output = Path(each["directory"]) / words[words.index("-o") + 1]
        found.setdefault(each["file"], output)
    return found


def other_answer(built, text, site, section, function):
    """Where the function answers that it is done, when it does so in words of its own."""
    at = text.find("return", site.body)
    while 0 <= at:
        end = text.find(";", at) + 1
        statement = text[at:end]
        if statement.replace(" ", "").endswith("Done{};"):
            for piece in built.pieces(text_of.place(text, at), text_of.place(text, end)):
                if piece[0] == section and function[0] <= piece[1] < function[1]:
                    return piece[1]
        at = text.find("return", end)
        if at > site.end + 4000:
            break
    return None


def change_of(built, text, site):
    """How one refusal is switched off in its object file."""
    first, end = text_of.place(text, site.first), text_of.place(text, site.end)
    pieces = built.pieces(first, end)
    if not pieces:
        raise Unknown("nothing was made of it")
    section, begin, behind = pieces[0]
    function = built.function_of(section, begin)
    if function is None:
        raise Unknown("it stands in no function")
    if not site.can_go_on:
        goes_to = None
        if site.body is not None:
            goes_to = other_answer(built, text, site, section, function)
        return Change(section, begin, begin, goes_to)
    place = begin
    if site.block is not None and site.is_return:
        # With all that is worked out only for it.
        block = [each for each in built.pieces(text_of.place(text, site.block), end)
                 if each[0] == section and function[0] <= each[1] <= begin]
        if block and built.jump_before(section, block[0][1]):
            place = block[0][1]
    jump = built.jump_before(section, place)
    if jump is not None and jump[0] >= behind and (jump[1] or site.after_else):
        return Change(section, begin, place, jump[0])
    if not site.is_return:
        return Change(section, begin, begin, behind)
    return Change(section, begin, begin, built.end_around(section, begin))


def changes_of(root, build, texts, sites):
    """{name: (anchor, change, octets of the object)} and {name: why not}."""
    objects, found, unknown, built = objects_of(build), {}, {}, {}
    for site in sites:
        source = str(root / site.path)
        output = objects.get(source)
        try:
            if output is None or not output.exists():
                raise Unknown("its source is not built")
            if output.stat().st_mtime < (root / site.path).stat().st_mtime:
                raise Unknown("its source was changed since it was built")
            if source not in built:
                built = {source: Object(output)}  # one at a time: each is large
            change = change_of(built[source], texts[site.path], site)
            if change.section not in built[source].anchors:
                raise Unknown("no function of its section has a name")
            anchor = built[source].anchors[change.section]
            found[site.name] = (anchor, change, built[source].text(change.section)[change.place:change.place + JUMP])
        except Unknown as why:
            unknown[site.name] = str(why)
    return found, unknown


def addresses_in(elf, wanted):
    names, symbols = elf.symbols()
    wanted = {each.encode(): each for each in wanted}
    longest = max(map(len, wanted), default=0) + 1
    found, twice = {}, set()
    for name, info, section, value, _ in symbols:
        if info & 15 == 2 and section:
            octets = elf.octets[names + name:names + name + longest]
            text = wanted.get(octets[:octets.find(b"\0")])
            if text is not None:
                if found.setdefault(text, value) != value:
                    twice.add(text)
    return {name: value for name, value in found.items() if name not in twice}


def table_of(program, changes):
    """The lines that the loaded part reads for this program."""
    elf = Elf(program)
    addresses = addresses_in(elf, {anchor[0] for anchor, _, _ in changes.values()})
    lines = [str(program)]
    for name, (anchor, change, octets) in changes.items():
        if anchor[0] not in addresses:
            continue
        base = addresses[anchor[0]] - anchor[1]
        place = base + change.place
        if change.goes_to is None:
            now = TRAP
        else:
            now = b"\xe9" + struct.pack("<i", change.goes_to - change.place - JUMP)
        at = elf.file_offset(place)
        was = elf.octets[at:at + len(now)]
        if was[:1] != octets[:1]:
            raise ValueError(f"{program} was not made of what was built: {name}")
        lines.append(f"{name} {base + change.reached:x} {place:x} {was.hex()} {now.hex()}")
    return lines
