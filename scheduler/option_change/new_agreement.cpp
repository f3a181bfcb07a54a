#include "scheduler/option_change/new_agreement.h"

#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/agreement_fields.h"
#include "scheduler/commands/agreement_parts.h"

#include <algorithm>
#include <array>
#include <map>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::PlanLine;

using Texts = std::map<std::string, std::string>;

bool is_over(const std::optional<Date>& end_on, Date on) {
    return end_on && *end_on < on;
}

bool is_one_off(const Agreement& agreement) {
    return agreement.frequency == ledger::Frequency::one_off;
}

// Whether a line of the old option other than this one is paid after the change.
bool others_go_on(ledger::Database& database, const PlanLine& old, Date from) {
    const auto lines = ledger::plan_lines_of(database, old.budget, last_day_of_all);
    return std::ranges::any_of(lines, [&](const PlanLine& line) {
        return line.number != old.number && line.option == old.option &&
               line.frequency != ledger::PlanFrequency::one_off && !is_over(line.end_on, from);
    });
}

// What the new agreement says where nothing else is given: when and out of what as the old one.
Texts terms_like(ledger::Database& database, const Agreement& old, Date from) {
    const auto account = ledger::bank_account_numbered(database, old.paid_from, last_day_of_all);
    Texts terms{{"paid_from", account ? account->ref : std::string{}},
                {"frequency", std::string(name_of(old.frequency))},
                {"anchor_date", from.iso()},
                {"timing", std::string(name_of(old.timing))}};
    if (old.monthly_day) terms["monthly_day"] = std::to_string(*old.monthly_day);
    if (old.end_on) terms["end"] = old.end_on->iso();
    if (!old.contribution.is_zero()) {
        const std::int64_t pence = old.contribution.pence();
        const std::string rest = std::to_string(100 + pence % 100).substr(1);
        terms["contribution"] = std::to_string(pence / 100) + "." + rest;
        terms["contribution_basis"] = std::string(name_of(old.contribution_basis));
    }
    return terms;
}

constexpr std::array term_fields{"payee",
                                 "payee_account",
                                 "paid_from",
                                 "frequency",
                                 "anchor_date",
                                 "monthly_day",
                                 "end",
                                 "timing",
                                 "contribution",
                                 "contribution_basis"};

Outcome<Agreement> new_agreement(Asked& asked, const PlanLine& line, const Texts& like) {
    Texts terms = like;
    for (const char* const field : term_fields) {
        if (asked.fields.has(field)) terms[field] = asked.fields.text(field);
    }
    terms["start"] = line.start_on.iso();
    if (asked.fields.has("agreement")) terms["agreement"] = asked.fields.text("agreement");
    const Fields fields(terms);
    FieldReading in(fields);
    Agreement agreement{
        .ref = in.reference("agreement"), .budget = line.budget, .option = line.option};
    if (in.accepted() &&
        ledger::agreement_by_ref(asked.work.database(), agreement.ref, last_day_of_all)) {
        in.refuse("agreement-exists",
                  "There is an agreement " + agreement.ref + " already.",
                  "Give the new one another reference with --agreement.",
                  "agreement");
    }
    read_agreement(in, asked, agreement, true);
    if (!in.accepted()) return in.refusal();
    agreement.from_on = std::min(asked.work.today(), agreement.start_on);
    if (asked.fields.has("signed_on") || asked.fields.has("evidence")) {
        const Outcome<Done> is_signed = sign_agreement(asked, agreement);
        if (!is_signed.accepted()) return is_signed.refusal();
    }
    return agreement;
}

}  // namespace

std::vector<Agreement> agreements_going_on(ledger::Database& database,
                                           std::int64_t budget,
                                           ledger::Option option,
                                           Date from) {
    auto all = ledger::agreements_of(database, budget, last_day_of_all);
    std::erase_if(all, [&](const Agreement& each) {
        return each.option != option || is_one_off(each) || each.status == AgreementStatus::ended ||
               is_over(each.end_on, from);
    });
    return all;
}

std::vector<Agreement> agreements_to_end(FieldReading& in,
                                         Asked& asked,
                                         const PlanLine& old,
                                         Date from) {
    ledger::Database& database = asked.work.database();
    if (others_go_on(database, old, from)) return {};
    auto ending = agreements_going_on(database, old.budget, old.option, from);
    std::erase_if(ending,
                  [](const Agreement& each) { return each.status == AgreementStatus::draft; });
    for (const Agreement& each : ending) {
        if (each.start_on < from && each.from_on <= asked.work.today()) continue;
        in.refuse("later-change",
                  "Agreement " + each.ref + " begins or changes only later.",
                  "End that agreement first with 'almoner agreement end'.",
                  "from");
    }
    return ending;
}

Outcome<std::optional<Agreement>> agreement_after(Asked& asked,
                                                  const PlanLine& old,
                                                  const PlanLine& line,
                                                  const std::vector<Agreement>& ending) {
    ledger::Database& database = asked.work.database();
    if (!asked.fields.has("payee")) {
        const auto there = agreements_going_on(database, line.budget, line.option, line.start_on);
        if (!there.empty()) return std::optional<Agreement>{};
        return refused_in("payee",
                          "agreement-missing",
                          "No agreement of this budget pays " + std::string(name_of(line.option)) +
                              " from that day on.",
                          "Say who is paid with --payee, or add the agreement first with 'almoner "
                          "agreement add'.");
    }
    Texts like;
    const auto before = agreements_going_on(database, old.budget, old.option, line.start_on);
    if (!before.empty()) {
        like = terms_like(database, before.front(), line.start_on);
        like["agreement"] = before.front().ref + "-" + std::string(name_of(line.option));
        // What the person pays goes with the last of the lines.
        if (ending.empty()) like.erase("contribution");
        if (ending.empty()) like.erase("contribution_basis");
    }
    const Outcome<Agreement> made = new_agreement(asked, line, like);
    if (!made.accepted()) return made.refusal();
    return std::optional<Agreement>(made.value());
}

}  // namespace almoner::scheduler
