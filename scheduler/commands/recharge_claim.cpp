#include "ledger/posting/partner.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/recharge.h"
#include "ledger/values/invariant.h"
#include "ledger/views/month_report.h"
#include "scheduler/commands/content_days.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/recharge.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/posting_facts.h"
#include "scheduler/recharge/lent.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Organisation;
using ledger::Outcome;
using nlohmann::json;

Outcome<Organisation> commissioner_in(const Asked& asked, const std::string& field) {
    const Outcome<std::string> ref = asked.fields.need(field);
    if (!ref.accepted()) return ref.refusal();
    for (const auto kind : {ledger::OrganisationKind::nhs, ledger::OrganisationKind::council}) {
        auto body = ledger::organisation_by_ref(
            asked.work.database(), kind, ref.value(), ledger::last_day_of_all);
        if (body) return *body;
    }
    return refused_in(field,
                      "commissioner-unknown",
                      "There is no commissioner of this reference.",
                      "Give the reference of an NHS body or council of this area.");
}

Outcome<Date> until_in(const Asked& asked) {
    const Date today = asked.work.today();
    if (!asked.fields.has("month")) return today;
    const auto month = ledger::month_named(asked.fields.text("month"));
    if (!month) {
        return refused_in("month",
                          "month-unknown",
                          "This is no month.",
                          "Write it as 2026-11: the year, a hyphen, two digits.");
    }
    if (month->first > today) {
        return refused_in("month",
                          "day-in-the-future",
                          "This month is still to come.",
                          "Give a month that has begun.");
    }
    return std::min(month->last, today);
}

// Else it pays out of books of its own, and only its money's arrival is seen here.
bool has_bank_account(ledger::Database& database, std::int64_t body) {
    const auto accounts = ledger::bank_accounts_on(database, ledger::last_day_of_all);
    return std::ranges::find(accounts, body, &ledger::BankAccount::owner) != accounts.end();
}

std::string ref_of(ledger::Database& database, std::int64_t bank_account) {
    const auto account =
        ledger::bank_account_numbered(database, bank_account, ledger::last_day_of_all);
    return account ? account->ref : std::to_string(bank_account);
}

json lines_of(ledger::Database& database, const std::vector<Lent>& lent) {
    json lines = json::array();
    for (const Lent& each : lent) {
        lines.push_back({{"bank_account", ref_of(database, each.bank_account)},
                         {"account", each.bank_account},
                         {"stream", name_of(each.stream)},
                         {"amount", each.amount.pence()}});
    }
    return lines;
}

std::vector<Lent> lent_in(const json& content) {
    std::vector<Lent> lent;
    for (const json& line : content.at("lines")) {
        lent.push_back(
            {.bank_account = line.at("account").get<std::int32_t>(),
             .stream = ledger::stream_named(line.at("stream").get<std::string>()).value(),
             .amount = Money::from_pence(line.at("amount").get<std::int64_t>())});
    }
    return lent;
}

Money total_of(const std::vector<Lent>& lent) {
    Money total;
    for (const Lent& each : lent) total += each.amount;
    return total;
}

// The lines as people read them.
Answer with_lines(const Answer& answer, json lines) {
    auto shown = nlohmann::ordered_json::parse(answer);
    for (json& line : lines) line.erase("account");
    shown["lines"] = lines;
    return shown.dump();
}

bool is_still_free(const std::vector<Lent>& now, const std::vector<Lent>& wanted) {
    return std::ranges::all_of(wanted, [&](const Lent& each) {
        return std::ranges::any_of(now, [&](const Lent& other) {
            return other.bank_account == each.bank_account && other.stream == each.stream &&
                   other.amount >= each.amount;
        });
    });
}

void claim(ledger::Work& work, const ledger::Recharge& recharge) {
    const ledger::RechargeClaimed event{
        .lead_bank_account = static_cast<std::int32_t>(recharge.bank_account),
        .shares = {{recharge.stream, static_cast<std::int32_t>(recharge.partner), recharge.amount}},
        .partner_in_books = recharge.in_books};
    // The day follows from what was lent: in a month that is closed it is an adjustment of the
    // next.
    work.post(post(event),
              {.effective = recharge.until_on, .period = {recharge.until_on, recharge.until_on}});
    ledger::insert_recharge(work, recharge);
}

}  // namespace

Outcome<Answer> recharge_claim(Asked& asked) {
    asked.work.books().fold();  // what is lent is read from the tables
    const Outcome<Organisation> lead = commissioner_in(asked, "commissioner");
    if (!lead.accepted()) return lead.refusal();
    const Outcome<Organisation> partner = commissioner_in(asked, "partner");
    if (!partner.accepted()) return partner.refusal();
    if (lead.value().number == partner.value().number) {
        return refused_in("partner",
                          "same-commissioner",
                          "Nobody lends money to themselves.",
                          "Give the commissioner whose people were paid for.");
    }
    const Outcome<Date> until = until_in(asked);
    if (!until.accepted()) return until.refusal();
    ledger::Database& database = asked.work.database();
    const auto lent =
        lent_unclaimed(asked.work, lead.value().number, partner.value().number, until.value());
    if (lent.empty()) {
        return refused_in("partner",
                          "nothing-to-claim",
                          "Of what left the bank up to " + until.value().iso() +
                              " nothing was paid for this partner that is in no claim.",
                          "Look at the claims with 'almoner recharge list'.");
    }
    Outcome<Done> posted = may_post_claim(asked, partner.value(), lent, total_of(lent));
    if (!posted.accepted()) return posted.refusal();
    const json lines = lines_of(database, lent);
    const json content{{"ref", lead.value().ref + " from " + partner.value().ref},
                       {"lead", lead.value().number},
                       {"until", until.value().iso()},
                       {"in_books", has_bank_account(database, partner.value().number)},
                       {"lines", lines}};
    Outcome<Answer> proposed = propose(
        asked,
        {.kind = std::string(recharge_proposal),
         .subject = partner.value().number,
         .from_on = until.value(),
         .content = content.dump()},
        {.count = static_cast<std::int64_t>(lent.size()), .before = {}, .after = total_of(lent)},
        "partner");
    if (!proposed.accepted()) return proposed;
    return with_lines(proposed.value(), lines);
}

Outcome<Done> recharge_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    asked.work.books().fold();
    const json content = json::parse(proposal.content);
    const auto lead = content.at("lead").get<std::int64_t>();
    const Date until = day_in(content.at("until")).value();
    const auto wanted = lent_in(content);
    if (!is_still_free(lent_unclaimed(asked.work, lead, proposal.subject, until), wanted)) {
        return refused_in("proposal",
                          "changed-since",
                          "Some of this money came back since, or is in another claim.",
                          "Refuse this proposal and claim again.");
    }
    const auto partner = ledger::organisation_numbered(
        asked.work.database(), proposal.subject, ledger::last_day_of_all);
    if (!partner) throw ledger::InvariantBroken("a claim of no commissioner");
    Outcome<Done> posted = may_post_claim(
        asked, *partner, wanted, Money::from_pence(content.at("after").get<std::int64_t>()));
    if (!posted.accepted()) return posted;
    for (const Lent& each : wanted) {
        claim(asked.work,
              {.lead = lead,
               .partner = proposal.subject,
               .bank_account = each.bank_account,
               .stream = each.stream,
               .amount = each.amount,
               .until_on = until,
               .claimed_on = asked.work.today(),
               .in_books = content.at("in_books").get<bool>(),
               .proposal = proposal.id});
    }
    return Done{};
}

nlohmann::ordered_json recharge_changes(ledger::Database& database,
                                        const ledger::Proposal& proposal) {
    auto rows = nlohmann::ordered_json::array();
    const auto add = [&](const std::string& what, const std::string& after) {
        rows.push_back({{"what", what}, {"before", ""}, {"after", after}});
    };
    const json content = json::parse(proposal.content);
    if (proposal.kind == recharge_payment_proposal) {
        add("recharge", std::to_string(proposal.subject));
        add("paid from", ref_of(database, content.at("account").get<std::int64_t>()));
        add("amount", in_pounds(Money::from_pence(content.at("after").get<std::int64_t>())));
        return rows;
    }
    add("lent until", content.at("until").get<std::string>());
    for (const Lent& each : lent_in(content)) {
        add(ref_of(database, each.bank_account) + ", " + std::string(name_of(each.stream)),
            in_pounds(each.amount));
    }
    add("partner pays", content.at("in_books").get<bool>() ? "in these books" : "outside them");
    return rows;
}

}  // namespace almoner::scheduler
