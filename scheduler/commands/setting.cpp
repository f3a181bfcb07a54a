#include "scheduler/commands/setting.h"

#include "gateway/csv/cells.h"
#include "ledger/calendar/london.h"
#include "ledger/records/payment.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/proposal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using nlohmann::json;

constexpr std::size_t longest_text = 140;

bool is_time(const std::string& value) {
    return ledger::parse_time_of_day(value).has_value();
}

bool is_day(const std::string& value) {
    return ledger::Date::parse(value).has_value();
}

bool is_amount(const std::string& value) {
    const auto amount = gateway::read_money(value);
    return amount.accepted() && amount.value() >= ledger::Money{};
}

bool is_text(const std::string& value) {
    return gateway::read_text(value, longest_text).accepted();
}

bool is_yes_or_no(const std::string& value) {
    return value == "yes" || value == "no";
}

bool is_sender(const std::string& value) {
    return value == "employer" || value == "bureau" || value == "agent";
}

template <int least, int most>
bool is_number(const std::string& value) {
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc{} && end == value.data() + value.size() && number >= least &&
           number <= most;
}

struct SettingKind {
    std::string_view name;
    std::string_view unless_set;
    bool (*reads)(const std::string& value);
    std::string_view written;
    std::string_view use;
    bool bears_on_money = false;  // two people change it once the area pays
};

// In alphabetical order. What counts unless set stands beside each place that asks for it, too.
constexpr std::array kinds{
    SettingKind{"area.name", "", is_text, "up to 140 characters", "The area's name."},
    SettingKind{"books-opened",
                "",
                is_day,
                "2026-04-01",
                "What fell due up to this day was paid elsewhere.",
                true},
    SettingKind{"confirm-days",
                "3",
                is_number<0, 60>,
                "a whole number from 0 to 60",
                "Working days after which a payment that no statement shows is looked for "
                "(constructed)."},
    SettingKind{"contact.phone", "", is_text, "01632 960000", "Shown on the front page."},
    SettingKind{"cut-off", "22:00", is_time, "22:00", "The bank takes files until then."},
    SettingKind{
        "emergency-cap",
        "500.00",
        is_amount,
        "500.00",
        "The most that one person may be paid in emergencies a day (constructed: no source has "
        "one).",
        true},
    SettingKind{"file-items",
                "250000",
                is_number<1, 250'000>,
                "a whole number from 1 to 250000",
                "The most payments in one file (constructed: ask the bank)."},
    SettingKind{"hmrc.duplicate-numbers",
                "",
                is_text,
                "9901, 9902",
                "HMRC's numbers of errors that say it had the same before (none is known)."},
    SettingKind{"hmrc.files-for-real",
                "no",
                is_yes_or_no,
                "yes or no",
                "Whether what is told to HMRC is no test.",
                true},
    SettingKind{"hmrc.sender",
                "bureau",
                is_sender,
                "employer, bureau or agent",
                "Who tells HMRC, as it knows the sign-in."},
    SettingKind{"hmrc.submission-url",
                "",
                is_text,
                "https://test-transaction-engine.tax.service.gov.uk/submission",
                "HMRC's engine; without it nothing is sent.",
                true},
    SettingKind{"hmrc.vendor-id",
                "",
                is_number<0, 9999>,
                "four digits",
                "HMRC's number for whose software this is."},
    SettingKind{"key-copy-days",
                "35",
                is_number<0, 3650>,
                "a whole number from 0 to 3650",
                "How many days a copy of the people's key file is kept (constructed)."},
    SettingKind{"notice.service-days",
                "2",
                is_number<0, 30>,
                "a whole number from 0 to 30",
                "Working days after which a letter is taken to have come; its days of notice count "
                "from then (constructed).",
                true},
    SettingKind{"payroll-differs-percent",
                "20",
                is_number<0, 1000>,
                "a whole number from 0 to 1000",
                "From which difference in per cent pay is held against the last slip "
                "(constructed)."},
    SettingKind{"propose-ahead-days",
                "10",
                is_number<0, 60>,
                "a whole number from 0 to 60",
                "How many days ahead payments are proposed (constructed).",
                true},
    SettingKind{"recall-until",
                "16:00",
                is_time,
                "16:00",
                "A recall on the processing day is taken until then."}};

ledger::Refusal refused(std::string code, std::string words, std::string next, std::string field) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = std::move(field),
            .citation = {}};
}

std::string every_name() {
    std::string names;
    for (const SettingKind& kind : kinds) {
        names += (names.empty() ? "" : ", ") + std::string(kind.name);
    }
    return names;
}

std::string value_now(ledger::Database& database, const SettingKind& kind) {
    const auto own = area_settings(database);
    const auto found = own.find(std::string(kind.name));
    return found == own.end() ? std::string(kind.unless_set) : found->second;
}

// What an amount says, by which an approver's limit is asked; nil for the others.
ledger::Money amount_in(const SettingKind& kind, const std::string& value) {
    return kind.reads == is_amount ? gateway::read_money(value).value() : ledger::Money{};
}

Outcome<Answer> propose_setting(Asked& asked, const SettingKind& kind, const std::string& value) {
    const std::string before = value_now(asked.work.database(), kind);
    const json content{{"ref", kind.name}, {"value", value}, {"value_before", before}};
    return propose(
        asked,
        {.kind = std::string(setting_proposal),
         .subject = 1 + (std::ranges::find(kinds, kind.name, &SettingKind::name) - kinds.begin()),
         .from_on = asked.work.today(),
         .content = content.dump()},
        {.count = 1, .before = amount_in(kind, before), .after = amount_in(kind, value)},
        "name");
}

}  // namespace

Outcome<Answer> setting_set(Asked& asked) {
    const Outcome<std::string> name = asked.fields.need("name");
    if (!name.accepted()) return name.refusal();
    const Outcome<std::string> value = asked.fields.need("value");
    if (!value.accepted()) return value.refusal();
    const auto* const kind = std::ranges::find(kinds, name.value(), &SettingKind::name);
    if (kind == kinds.end()) {
        return refused("setting-unknown",
                       "There is no setting of this name.",
                       "The settings are " + every_name() + ".",
                       "name");
    }
    if (!kind->reads(value.value())) {
        return refused("setting-unreadable",
                       "This is no value for " + std::string(kind->name) + ".",
                       "Write it as " + std::string(kind->written) + ".",
                       "value");
    }
    if (kind->bears_on_money && ledger::is_paying(asked.work.database())) {
        return propose_setting(asked, *kind, value.value());
    }
    write_setting(asked.work, kind->name, value.value());
    return json{{"setting", kind->name}, {"value", value.value()}}.dump();
}

Outcome<ledger::Done> setting_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    const json content = json::parse(proposal.content);
    write_setting(
        asked.work, content.at("ref").get<std::string>(), content.at("value").get<std::string>());
    return ledger::Done{};
}

nlohmann::ordered_json setting_change(const ledger::Proposal& proposal) {
    const json content = json::parse(proposal.content);
    return {{"what", content.at("ref")},
            {"before", content.at("value_before")},
            {"after", content.at("value")}};
}

Answer setting_list(ledger::Database& database) {
    const auto own = area_settings(database);
    json list = json::array();
    for (const SettingKind& kind : kinds) {
        const auto found = own.find(std::string(kind.name));
        const bool is_own = found != own.end();
        list.push_back({{"setting", kind.name},
                        {"value", is_own ? found->second : std::string(kind.unless_set)},
                        {"set_by", is_own ? "the area" : "default"},
                        {"use", kind.use}});
    }
    return json{{"settings", list}}.dump();
}

}  // namespace almoner::scheduler
