#include "scheduler/payroll_papers/paper_parties.h"

#include "ledger/records/assistant.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/private_words.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/notice/recipients.h"

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Outcome;

constexpr const char* phone_setting = "contact.phone";
constexpr const char* name_setting = "area.name";

ledger::PersonDetails details_of(ledger::Database& database, std::int64_t number) {
    const auto person = ledger::person_numbered(database, number, last_day_of_all);
    if (!person) return {};
    return ledger::person_private(database, person->personal).value_or(ledger::PersonDetails{});
}

}  // namespace

PaperReader paper_reader(ledger::Database& database, std::int64_t number) {
    const auto person = ledger::person_numbered(database, number, last_day_of_all);
    const ledger::PersonDetails details = details_of(database, number);
    return {.person = number,
            .format = person ? person->information_format : std::string{},
            .has_address = !details.address.empty(),
            .has_email = !details.email.empty()};
}

std::string person_name(ledger::Database& database, std::int64_t person) {
    const ledger::PersonDetails details = details_of(database, person);
    if (details.given_name.empty()) return details.family_name;
    if (details.family_name.empty()) return details.given_name;
    return details.given_name + " " + details.family_name;
}

Outcome<std::string> whom_to_ask(ledger::Database& database,
                                 const ledger::Employer& employer,
                                 const std::string& quote) {
    const auto settings = area_settings(database);
    const auto phone = settings.find(phone_setting);
    if (phone == settings.end() || phone->second.empty()) {
        return refused_in("paper",
                          "contact-missing",
                          "A paper of payroll says whom to ask, and no telephone number is set.",
                          "Set it with 'almoner setting set contact.phone NUMBER'.");
    }
    const auto service = ledger::organisation_numbered(database, employer.service, last_day_of_all);
    const auto area = settings.find(name_setting);
    std::string who = area == settings.end() ? std::string("us") : area->second;
    if (service) who = service->name;
    return "Ask " + who + " on " + phone->second + " and quote " + quote + ".";
}

Outcome<gateway::PayrollParties> paper_parties(ledger::Database& database,
                                               const ledger::Employer& employer,
                                               const ledger::Employment& job) {
    const auto ask = whom_to_ask(database, employer, job.ref);
    if (!ask.accepted()) return ask.refusal();
    gateway::PayrollParties parties{
        .employer = person_name(database, ledger::holder_of(database, employer)),
        .paye_reference = ledger::words_of(database, employer.paye_private),
        .pay_id = job.ref,
        .ask = ask.value()};
    const auto assistant = ledger::assistant_numbered(database, job.assistant, last_day_of_all);
    if (!assistant) return parties;
    parties.employee = person_name(database, assistant->person);
    const ledger::PersonDetails details = details_of(database, assistant->person);
    parties.address = address_lines(details.address);
    if (!details.postcode.empty()) parties.address.push_back(details.postcode);
    if (const auto known = ledger::assistant_private(database, assistant->personal)) {
        parties.nino = known->nino;
    }
    return parties;
}

}  // namespace almoner::scheduler
