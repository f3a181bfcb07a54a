// What HMRC understands of a message, read and added up without a line of ours that wrote it.
#pragma once

#include "ledger/values/money.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ops::hmrc_stand_in {

struct ReportedEmployee {
    std::string nino{};  // empty where none was given
    std::string pay_id{};
    std::string paid_on{};
    std::string late_reason{};
    ledger::Money taxable_pay{};  // of this payment
    ledger::Money tax{};
    ledger::Money employee_ni{};
    ledger::Money employer_ni{};
    ledger::Money student_loans{};  // postgraduate too
    ledger::Money taxable_to_date{};
    ledger::Money tax_to_date{};
    ledger::Money ni_to_date{};     // the employee's and the employer's
    ledger::Money loans_to_date{};  // postgraduate too
    ledger::Money employer_ni_to_date{};
    bool has_left = false;
};

// What an EPS takes off what an employer owes, year to date.
struct ReportedSummary {
    bool nobody_was_paid = false;
    std::optional<bool> claims_employment_allowance{};
    std::optional<ledger::Money> recovered{};  // with the compensation; nothing: it says nothing
};

struct Submission {
    std::string office{};  // "123/AB456"
    std::string accounts_office_reference{};
    std::string tax_year{};  // "26-27"
    std::vector<ReportedEmployee> employees{};
    std::optional<ReportedSummary> summary{};
    bool is_last = false;
    bool asks_for_numbers = false;  // a NINO verification request

    // Tax, both sides' National Insurance and loans: what is owed before allowance and recovery.
    [[nodiscard]] ledger::Money due() const;
};

struct Sender {
    std::string id{};
    std::string password{};
};

struct Envelope {
    std::string message_class{};
    std::string qualifier{};
    std::string function{};
    std::string transaction_id{};
    std::string correlation_id{};
    std::string vendor_id{};
    Sender sender{};
    std::string mark{};           // the IRmark that the message carries
    std::string marked_office{};  // by the keys of the IRheader
    Submission submission{};
    bool is_test = false;
};

// Nothing where it is no GovTalkMessage at all.
[[nodiscard]] std::optional<Envelope> read_envelope(const std::string& message);

// The IRmark of the octets as they stand: the body is taken to be in canonical form already, and
// cut by its tags. A body that is not gets another mark than HMRC would give, and so is noticed.
[[nodiscard]] std::string mark_of_octets(const std::string& message);

}  // namespace almoner::ops::hmrc_stand_in
