#!/usr/bin/env python3
"""Counts a camt file apart from our reader: one line per statement, and nothing of ours is used.

    ENTRIES BOOKED_SUM OPENING CLOSING      in the currency's smallest unit, - where there is none
or the one word "undated" when an entry has neither a booking date nor a value date.
"""
import decimal
import sys
import xml.etree.ElementTree as tree

WHOLE_UNITS = {"JPY", "KRW", "ISK"}


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def children(element, name):
    return [child for child in element if local(child) == name]


def words(element):
    return "".join(element.itertext()).strip()


def signed(element):
    amount = children(element, "Amt")[0]
    units = decimal.Decimal(amount.text.strip())
    if amount.get("Ccy") not in WHOLE_UNITS:
        units *= 100
    if units != units.to_integral_value():
        raise ValueError("a fraction of a penny")
    sign = words(children(element, "CdtDbtInd")[0])
    return int(units) if sign == "CRDT" else -int(units)


def balance(statement, types):
    for wanted in types:
        for each in children(statement, "Bal"):
            if words(children(each, "Tp")[0]) == wanted:
                return str(signed(each))
    return "-"


def report(statement):
    entries = children(statement, "Ntry")
    if any(not children(e, "BookgDt") and not children(e, "ValDt") for e in entries):
        return "undated"
    booked = [e for e in entries if words(children(e, "Sts")[0]) == "BOOK"]
    return " ".join([str(len(entries)), str(sum(signed(e) for e in booked)),
                     balance(statement, ["OPBD", "PRCD"]), balance(statement, ["CLBD"])])


for message in tree.parse(sys.argv[1]).getroot():
    for part in message:
        if local(part) in ("Stmt", "Rpt", "Ntfctn"):
            print(report(part))
