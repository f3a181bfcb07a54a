#include "scheduler/reduction/what_stops.h"

#include "ledger/records/agreement.h"
#include "ledger/views/words.h"
#include "scheduler/notice/told_sum.h"

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::PlanLine;

// A line that is on hold is worth nothing: what stops is what it would be worth again.
PlanLine as_paid(ledger::Database& database, const PlanLine& line) {
    PlanLine paid = line;
    if (!line.amount.is_zero()) return paid;
    for (PlanLine& each : ledger::plan_line_versions(database, line.number)) {
        if (!each.amount.is_zero()) paid = std::move(each);
    }
    return paid;
}

bool pays(const Agreement& agreement, const PlanLine& line, Date on) {
    const bool is_live =
        agreement.status == AgreementStatus::active || agreement.status == AgreementStatus::held;
    return is_live && agreement.option == line.option &&
           !(agreement.end_on && *agreement.end_on < on);
}

}  // namespace

WhatStops what_stops(ledger::Database& database, const PlanLine& line, Date from) {
    WhatStops stops{.line = as_paid(database, line), .from = from};
    for (const Agreement& each : ledger::agreements_of(database, line.budget, from)) {
        if (pays(each, line, from)) stops.agreements.push_back(each.ref);
    }
    return stops;
}

std::string words_of(const WhatStops& stops) {
    std::string payers;
    for (const std::string& each : stops.agreements) payers += (payers.empty() ? "" : ", ") + each;
    return "Plan line " + stops.line.ref + ", " + ledger::money_with_pence(stops.line.amount) +
           " " + std::string(words_of(per_of(stops.line.frequency))) + ", " +
           (payers.empty() ? "paid by no agreement" : "paid by agreement " + payers) + ", from " +
           stops.from.words() + ".";
}

}  // namespace almoner::scheduler
