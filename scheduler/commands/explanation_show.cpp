#include "scheduler/commands/explanation_show.h"

#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/private_text.h"
#include "ledger/records/submission.h"
#include "ledger/records/suspense.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/reconciliation/destination.h"

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using nlohmann::ordered_json;

class Rows {
  public:
    void add(std::string_view what, const std::string& after, const std::string& before = {}) {
        if (after.empty() && before.empty()) return;
        rows_.push_back({{"what", what}, {"before", before}, {"after", after}});
    }
    [[nodiscard]] ordered_json take() { return std::move(rows_); }

  private:
    ordered_json rows_ = ordered_json::array();
};

void add_line(Rows& rows, ledger::Database& database, std::int64_t item) {
    const auto line = ledger::suspense_item_by_id(database, item);
    if (!line) return;
    const auto account =
        ledger::bank_account_numbered(database, line->bank_account, last_day_of_all);
    rows.add("bank account", account ? account->ref : std::string{});
    rows.add("booked", line->booked_on.iso());
    rows.add("amount", in_pounds(line->amount));
    rows.add("reference", line->reference);
}

std::string destination_words(const std::string& name) {
    const Destination* const to = find_destination(name);
    return to == nullptr ? name : name + ": " + std::string(to->words);
}

std::string organisation_ref(ledger::Database& database, std::int64_t number) {
    const auto found = ledger::organisation_numbered(database, number, last_day_of_all);
    return found ? found->ref : std::string{};
}

void add_destination(Rows& rows, ledger::Database& database, const ordered_json& content) {
    rows.add("explained as", destination_words(content.at("to")), "unexplained");
    const auto number = [&](const char* field) { return content.at(field).get<std::int64_t>(); };
    if (number("payment") != 0) rows.add("payment", ledger::payment_ref(number("payment")));
    if (number("submission") != 0) {
        const auto file = ledger::submission_by_id(database, number("submission"));
        rows.add("file", file ? file->file_name : std::string{});
    }
    rows.add("commissioner", organisation_ref(database, number("body")));
    if (content.at("stream") != 0) {
        rows.add("stream", std::string(name_of(static_cast<ledger::Stream>(number("stream")))));
    }
    if (number("budget") != 0) {
        const auto budget = ledger::budget_numbered(database, number("budget"), last_day_of_all);
        rows.add("budget", budget ? budget->ref : std::string{});
    }
    if (content.value("recharge", 0) != 0) rows.add("recharge", content.at("recharge").dump());
    if (content.value("option", 0) != 0) {
        rows.add("other option",
                 std::string(name_of(static_cast<ledger::Option>(number("option")))));
    }
    if (number("line") != 0) rows.add("other line", std::to_string(number("line")));
    for (const auto& each : content.value("together", ordered_json::array())) {
        rows.add("together with line", each.dump());
    }
}

}  // namespace

ordered_json explanation_changes(ledger::Database& database,
                                 const ledger::Proposal& proposal,
                                 Personal personal) {
    const ordered_json content = ordered_json::parse(proposal.content);
    Rows rows;
    add_line(rows, database, proposal.subject);
    if (content.value("undo", false)) {
        const auto explained = ledger::explanation_of(database, proposal.subject);
        rows.add("explained as",
                 "unexplained again",
                 explained ? destination_words(explained->destination) : std::string{});
    } else {
        add_destination(rows, database, content);
    }
    if (proposal.private_row) {
        const auto reason = ledger::private_text(database, *proposal.private_row);
        rows.add("reason", personal == Personal::whole ? reason.value_or("erased") : "***");
    }
    return rows.take();
}

}  // namespace almoner::scheduler
