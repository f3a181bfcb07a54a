// What the books know of an area's records by their references, while an import runs.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace almoner::scheduler {

template <class Record>
class Known {
  public:
    struct Entry {
        Record record;        // as it counts on the import's day
        bool later = false;   // a version that begins after that day waits
        bool stored = false;  // false: a new row, only its number is taken
    };

    // `latest` are the highest versions, `now` those that count on the day.
    Known(std::vector<Record> latest, std::vector<Record> now) {
        for (Record& record : latest) {
            std::string ref = record.ref;
            entries_.emplace(std::move(ref), Entry{std::move(record), false, true});
        }
        for (Record& record : now) {
            const auto found = entries_.find(record.ref);
            if (found == entries_.end()) continue;
            found->second.later = found->second.record.version != record.version;
            found->second.record = std::move(record);
        }
    }

    [[nodiscard]] const Entry* find(const std::string& ref) const {
        const auto found = entries_.find(ref);
        return found == entries_.end() ? nullptr : &found->second;
    }
    // The number of a record that the folder or the books have; reading the folder checked that.
    [[nodiscard]] std::int64_t number(const std::string& ref) const { return record(ref).number; }
    [[nodiscard]] const Record& record(const std::string& ref) const {
        return entries_.at(ref).record;
    }
    // Gives a new row its number, so that others may refer to it before it is written.
    void expect(const std::string& ref, std::int64_t next_number) {
        Entry entry;
        entry.record.ref = ref;
        entry.record.number = next_number;
        entries_.emplace(ref, std::move(entry));
    }

  private:
    std::unordered_map<std::string, Entry> entries_;
};

struct KnownArea {
    KnownArea(ledger::Database& database, ledger::Date on);

    Known<ledger::Organisation> commissioners;
    Known<ledger::Organisation> support_services;
    Known<ledger::Organisation> third_parties;
    Known<ledger::Organisation> providers;
    Known<ledger::BankAccount> bank_accounts;
    Known<ledger::Person> people;
    Known<ledger::Budget> budgets;
    Known<ledger::PlanLine> plan_lines;
    Known<ledger::Agreement> agreements;
};

}  // namespace almoner::scheduler
