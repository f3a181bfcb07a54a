// One employer with a scheme at HMRC and an assistant with a name, an address and a number: Ada
// Byrd employs Ed O'Neil. The figures of 80 hours at £12.71 in tax week 4 of 2026-27: pay 1,016.80,
// tax 9.80, National Insurance 3.98 and the employer's 94.77, which Employment Allowance meets;
// 1,003.02 is left, and 13.78 is owed to HMRC.
#pragma once

#include "ledger/records/evidence.h"
#include "ledger/records/payroll_paper.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/payroll_documents.h"
#include "tests/scheduler/payroll_run_area.h"

#include <functional>

namespace almoner::tests {

class PayrollPapersArea : public PayrollRunArea {
  protected:
    explicit PayrollPapersArea(ledger::Option option = ledger::Option::managed_account)
        : PayrollRunArea(option, option == ledger::Option::managed_account ? 20'000'00 : 0) {
        area.write([&](ledger::Work& work) {
            scheduler::write_setting(work, "contact.phone", "01632 960000");
        });
        name(holder.person,
             {.given_name = "Ada",
              .family_name = "Byrd",
              .date_of_birth = on("1970-01-02"),
              .address = "1 Mill Lane, Anytown",
              .postcode = "NE1 7XF"});
        name(assistant_of(job),
             {.given_name = "Ed",
              .family_name = "O'Neil",
              .date_of_birth = on("1980-02-03"),
              .address = "45 High Street, Newcastle upon Tyne",
              .postcode = "NE1 7XF",
              .email = "ed@example.org"});
        area.write([&](ledger::Work& work) {
            const auto known = *ledger::assistant_of_person(
                work.database(), assistant_of(job), ledger::last_day_of_all);
            ledger::Assistant changed = known;
            changed.personal = ledger::insert_assistant_private(
                work, known.person, {.nino = "HJ123456B", .gender = "M"});
            ledger::insert_assistant(work, changed);
            ledger::Employer scheme =
                *ledger::employer_numbered(work.database(), employer, ledger::last_day_of_all);
            scheme.paye_private = ledger::insert_private_text(work, holder.person, "123/AB456");
            scheme.accounts_private =
                ledger::insert_private_text(work, holder.person, "123PX1234567X");
            scheme.hmrc = "agent-authorised";
            scheme.hmrc_on = on("2026-01-05");
            scheme.pension_private = ledger::insert_private_text(
                work, holder.person, ledger::words_of_pension({.provider = "NEST"}));
            ledger::insert_employer(work, scheme);
        });
    }

    std::int64_t assistant_of(std::int64_t of_job) {
        ledger::Database& database = area.area().database();
        const auto known = ledger::employment_numbered(database, of_job, ledger::last_day_of_all);
        return ledger::assistant_numbered(database, known->assistant, ledger::last_day_of_all)
            ->person;
    }
    void name(std::int64_t person,
              const ledger::PersonDetails& details,
              const std::string& format = "standard") {
        area.write([&](ledger::Work& work) {
            ledger::Person changed =
                *ledger::person_numbered(work.database(), person, ledger::last_day_of_all);
            changed.personal = ledger::insert_person_private(work, person, details);
            changed.information_format = format;
            ledger::insert_person(work, changed);
        });
    }
    void reads(std::int64_t person, const std::string& format) {
        area.write([&](ledger::Work& work) {
            ledger::Person changed =
                *ledger::person_numbered(work.database(), person, ledger::last_day_of_all);
            changed.information_format = format;
            ledger::insert_person(work, changed);
        });
    }
    void change_job(const std::function<void(ledger::Employment&)>& change) {
        area.write([&](ledger::Work& work) {
            ledger::Employment changed =
                *ledger::employment_numbered(work.database(), job, ledger::last_day_of_all);
            const auto lines = ledger::paid_from(work.database(), changed);
            change(changed);
            ledger::insert_employment(work, changed, lines);
        });
    }
    void change_employer(const std::function<void(ledger::Employer&)>& change) {
        area.write([&](ledger::Work& work) {
            ledger::Employer changed =
                *ledger::employer_numbered(work.database(), employer, ledger::last_day_of_all);
            change(changed);
            ledger::insert_employer(work, changed);
        });
    }
    // 80 hours of the first period, in the books.
    nlohmann::json pay_80_hours() {
        work_hours(job, 80);
        const nlohmann::json run = draft();
        approve(run);
        post_run(run);
        return run;
    }

    nlohmann::json documents(const FieldMap& fields, const std::string& day = "2026-05-01") {
        return area.answer(scheduler::payroll_documents, fields, {.day = day});
    }
    std::string refused(const FieldMap& fields, const std::string& day = "2026-05-01") {
        const auto outcome = area.ask(scheduler::payroll_documents, fields, {.day = day});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    }
    // The code for which the one paper was held out.
    std::string held_out(const FieldMap& fields, const std::string& day = "2026-05-01") {
        const nlohmann::json answer = documents(fields, day);
        if (answer.at("held_out").empty()) return "none";
        return answer.at("held_out").at(0).at("code").get<std::string>();
    }
    std::string words_of_evidence(std::int64_t evidence) {
        const auto shown =
            ledger::show_evidence(ledger::everything(1, "test"), area.area().database(), evidence);
        return shown && shown->document ? *shown->document : std::string{};
    }
    // The page of the newest paper, or of the newest but so many.
    std::string page(std::size_t before = 0) {
        const auto all = ledger::every_payroll_paper(area.area().database());
        if (all.size() <= before) return {};
        return words_of_evidence(all.at(all.size() - 1 - before).html);
    }
};

inline bool says(const std::string& page, std::string_view words) {
    return page.find(words) != std::string::npos;
}

}  // namespace almoner::tests
