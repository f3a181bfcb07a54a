"""Where a statement stands in a built program, and what has to be written there so that it is passed over.

Only of what g++ makes for x86-64 without optimizing: each statement in one piece, in the order of the source, behind
the jump that goes round it. The table of lines (DWARF 5) names line and column of each piece.
"""
import bisect
import re
import struct
import subprocess
from dataclasses import dataclass

ABSOLUTE = 1  # R_X86_64_64
TRAP = b"\x0f\x0b"


@dataclass
class Section:
    name: str
    kind: int
    offset: int
    size: int
    link: int
    info: int


class Elf:
    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.octets = file.read()
        if self.octets[:6] != b"\x7fELF\x02\x01" or self.octets[18:20] != b"\x3e\x00":
            raise ValueError(f"{path} is no program for x86-64")
        at, = struct.unpack_from("<Q", self.octets, 40)
        size, count, names = struct.unpack_from("<HHH", self.octets, 58)
        if count == 0:  # more than fit: the first section says how many
            count, = struct.unpack_from("<Q", self.octets, at + 32)
        if names == 0xffff:
            names, = struct.unpack_from("<I", self.octets, at + 40)
        raw = [struct.unpack_from("<IIQQQQIIQQ", self.octets, at + i * size) for i in range(count)]
        texts = raw[names][4]
        self.sections = [Section(self.string(texts + each[0]), each[1], each[4], each[5], each[6], each[7])
                         for each in raw]

    def string(self, at):
        return self.octets[at:self.octets.index(b"\0", at)].decode("latin-1")

    def section(self, name):
        return next((i for i, each in enumerate(self.sections) if each.name == name), None)

    def bytes_of(self, index):
        each = self.sections[index]
        return self.octets[each.offset:each.offset + each.size]

    def symbols(self):
        """(place of its name, kind and binding, section, value) of each."""
        index = next((i for i, each in enumerate(self.sections) if each.kind == 2), None)
        if index is None:
            return 0, []
        names = self.sections[self.sections[index].link].offset
        return names, [(name, info, section, value, size) for name, info, _, section, value, size in
                       struct.iter_unpack("<IBBHQQ", self.bytes_of(index))]

    def file_offset(self, address):
        at, = struct.unpack_from("<Q", self.octets, 32)
        size, count = struct.unpack_from("<HH", self.octets, 54)
        for i in range(count):
            kind, _, offset, start, _, length = struct.unpack_from("<IIQQQQ", self.octets, at + i * size)
            if kind == 1 and start <= address < start + length:
                return offset + address - start
        raise ValueError(f"{self.path} has nothing at {address:x}")


class Reader:
    def __init__(self, octets, at):
        self.octets, self.at = octets, at

    def take(self, form):
        found, = struct.unpack_from("<" + form, self.octets, self.at)
        self.at += struct.calcsize(form)
        return found

    def uleb(self):
        found = shift = 0
        while True:
            octet = self.octets[self.at]
            self.at += 1
            found |= (octet & 0x7f) << shift
            shift += 7
            if octet < 0x80:
                return found

    def sleb(self):
        start = self.at
        found = self.uleb()
        bits = 7 * (self.at - start)
        return found - (1 << bits) if self.octets[self.at - 1] & 0x40 else found


def line_rows(octets, addresses, strings):
    """{section: [(offset, line, column)]} of an object file; line 0 for what stands in another file, None at an end.

    What the linker would write, by place in these octets: addresses as (section, offset), and places of strings."""
    rows = {}
    read = Reader(octets, 0)
    while read.at < len(octets):
        length = read.take("I")
        end = read.at + length
        if read.take("H") != 5:
            raise ValueError("the table of lines is not of DWARF 5")
        read.at += 2
        header = read.take("I")
        program = read.at + header
        smallest, _, _, base, span, first = (read.take(form) for form in "BBBbBB")
        operands = octets[read.at:read.at + first - 1]
        read.at += first - 1
        names_in(read, strings)
        files = names_in(read, strings)
        own = {i for i, each in enumerate(files) if each == files[0]}
        read.at = program
        while read.at < end:
            read_sequence(read, (smallest, base, span, first, operands, own), addresses, rows)
    for found in rows.values():
        found.sort(key=lambda row: (row[0], row[1] is not None))
    return rows


def names_in(read, places):
    """(folder, name) of each entry of a header's table, as what the linker would write there."""
    forms = [(read.uleb(), read.uleb()) for _ in range(read.take("B"))]
    found = []
    for _ in range(read.uleb()):
        entry = {1: None, 2: 0}
        for kind, form in forms:
            if form == 0x1f:
                entry[kind] = places.get(read.at)
                read.at += 4
            elif form == 0x0b:
                entry[kind] = read.take("B")
            elif form == 0x0f:
                entry[kind] = read.uleb()
            elif form == 0x1e:
                read.at += 16
            else:
                raise ValueError(f"the table of lines has names of form {form:x}")
        found.append((entry[2], entry[1]))
    return found


def read_sequence(read, header, addresses, rows):
    smallest, base, span, first, operands, own = header
    section, address, line, column, file = None, 0, 1, 0, 1
    found = []
    while True:
        code = read.take("B")
        if code >= first:
            address += (code - first) // span * smallest
            line += base + (code - first) % span
            found.append((address, line if file in own else 0, column))
        elif code == 0:
            length = read.uleb()
            after = read.at + length
            what = read.take("B")
            if what == 1:
                found.append((address, None, 0))
                read.at = after
                rows.setdefault(section, []).extend(found)
                return
            if what == 2:
                section, address = addresses.get(read.at, (None, 0))
            read.at = after
        elif code == 1:
            found.append((address, line if file in own else 0, column))
        elif code == 2:
            address += read.uleb() * smallest
        elif code == 3:
            line += read.sleb()
        elif code == 4:
            file = read.uleb()
        elif code == 5:
            column = read.uleb()
        elif code == 8:
            address += (255 - first) // span * smallest
        elif code == 9:
            address += read.take("H")
        else:
            for _ in range(operands[code - 1]):
                read.uleb()


@dataclass
class Change:
    """What switches a refusal off, and where it is come to: places in a section of an object file."""
    section: int
    reached: int
    place: int
    goes_to: int | None  # None: the program ends there


class Object:
    """An object file: where its statements are."""

    def __init__(self, path):
        self.elf = Elf(path)
        names, symbols = self.elf.symbols()
        self.anchors, seen = {}, set()  # section -> (name of a function in it, its offset)
        self.functions = {}  # section -> its functions' offsets
        for name, info, section, value, size in symbols:
            if info & 15 == 2 and section < 0xff00:
                self.functions.setdefault(section, []).append((value, value + size))
                # One that other files see, else one of the file's own: of those a name may stand twice in a program.
                if section not in self.anchors or (info >> 4 in (1, 2) and section not in seen):
                    self.anchors[section] = (self.elf.string(names + name), value)
                if info >> 4 in (1, 2):
                    seen.add(section)
        for each in self.functions.values():
            each.sort()
        self.texts = {}
        self.rows = self.read_rows(symbols)

    def read_rows(self, symbols):
        index = self.elf.section(".debug_line")
        relocations = self.elf.section(".rela.debug_line")
        if index is None or relocations is None:
            raise ValueError(f"{self.elf.path} has no table of lines")
        names = self.elf.section(".debug_line_str")
        addresses, strings = {}, {}
        for place, info, more in struct.iter_unpack("<QQq", self.elf.bytes_of(relocations)):
            if info & 0xffffffff == ABSOLUTE:
                _, _, section, value, _ = symbols[info >> 32]
                addresses[place] = (section, value + more)
            else:
                strings[place] = self.elf.string(self.elf.sections[names].offset + more)
        return line_rows(self.elf.bytes_of(index), addresses, strings)

    def text(self, section):
        if section not in self.texts:
            self.texts[section] = self.elf.bytes_of(section)
        return self.texts[section]

    def function_of(self, section, place):
        return next((each for each in self.functions.get(section, []) if each[0] <= place < each[1]), None)

    def pieces(self, first, end):
        """[(section, begin, end)] of what was made of the text between two places (line, column), in order."""
        found = []
        for section, rows in self.rows.items():
            begin = None
            for place, line, column in rows:
                inside = line is not None and line > 0 and first <= (line, column) < end
                if inside and begin is None:
                    begin = place
                elif not inside and begin is not None:
                    if place > begin:
                        found.append((section, begin, place))
                    begin = None
        return found

    def is_row(self, section, place):
        rows = self.rows[section]
        at = bisect.bisect_left(rows, (place, -1, -1), key=lambda row: (row[0], row[1] or -1, row[2]))
        return at < len(rows) and rows[at][0] == place

    def jump_before(self, section, place):
        """Where the jump goes that stands right before this place, and whether it has a condition."""
        text = self.text(section)
        found = []
        if place >= 6 and text[place - 6] == 0x0f and text[place - 5] & 0xf0 == 0x80:
            found.append((place + struct.unpack_from("<i", text, place - 4)[0], True))
        if place >= 2 and text[place - 2] & 0xf0 == 0x70:
            found.append((place + struct.unpack_from("<b", text, place - 1)[0], True))
        if place >= 5 and text[place - 5] == 0xe9:
            found.append((place + struct.unpack_from("<i", text, place - 4)[0], False))
        if place >= 2 and text[place - 2] == 0xeb:
            found.append((place + struct.unpack_from("<b", text, place - 1)[0], False))
        function = self.function_of(section, place)
        for target, has_condition in found:
            if function and place < target < function[1] and self.is_row(section, target):
                return target, has_condition
        return None

    def end_around(self, section, place):
        """Where the innermost condition goes that was asked before this place and jumps behind it."""
        function = self.function_of(section, place)
        if function is None or place <= function[0]:
            return None
        listed = subprocess.run(
            ["objdump", "-d", "--no-show-raw-insn", f"--section={self.elf.sections[section].name}",
             f"--start-address={function[0]}", f"--stop-address={place}", self.elf.path],
            check=True, capture_output=True, text=True).stdout
        targets = [int(each, 16) for each in re.findall(r"\tj(?!mp)\w+ +([0-9a-f]+)", listed)]
        return min((each for each in targets if place < each < function[1]), default=None)
