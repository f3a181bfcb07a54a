#include "ops/demo/made_area.h"

#include "ops/demo/names.h"
#include "ops/demo/numbers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace almoner::ops::demo {
namespace {

using gateway::AccountDetails;
using gateway::AgreementRow;
using gateway::Frequency;
using gateway::PayeeKind;
using gateway::PlanLineRow;
using ledger::Date;
using ledger::Money;
using ledger::Stream;

constexpr std::size_t people_to_a_body = 15;      // a fund, a trust or a provider for so many
constexpr std::size_t taken_over_one_in = 6;      // who held money when the area came
constexpr std::int64_t ten_thousand = 1'000'000;  // pounds, in pence

Date day_of(int year, unsigned month, unsigned day) {
    return Date::from_ymd(year, month, day).value();
}

std::string numbered(std::string_view letter, std::size_t number) {
    const std::string digits = std::to_string(number);
    return std::string(letter) + "-" + std::string(5 - digits.size(), '0') + digits;
}

Money pounds(std::size_t amount) {
    return Money::from_pence(static_cast<std::int64_t>(amount) * 100);
}

// Between two amounts, in steps of five pence.
Money amount_between(Dice& dice, std::size_t from_pounds, std::size_t to_pounds) {
    const std::size_t steps = dice.below((to_pounds - from_pounds) * 20);
    return Money::from_pence(static_cast<std::int64_t>(from_pounds * 100 + steps * 5));
}

class AreaMaker {
  public:
    AreaMaker(std::size_t people, std::uint64_t seed)
        : seed_(seed), accounts_(seed), people_(people) {}

    MadeArea make() {
        make_bodies();
        for (std::size_t block = 0; block * deck_size < people_; ++block) deal(block);
        open_banks();
        return std::move(made_);
    }

  private:
    void make_bodies();
    void deal(std::size_t block);
    void make_person(Situation situation, std::size_t number);
    gateway::PersonRow personal(Dice& dice, const MadePerson& person);
    void represent(Dice& dice, const MadePerson& person);
    void make_lines(Dice& dice, const MadePerson& person, Date one_off_on);
    void make_agreements(Dice& dice, const MadePerson& person, Date one_off_on);
    void schedule(AgreementRow& row, const AgreementShape& shape, Date anchor, Date one_off_on);
    void take_over(Dice& dice, const MadePerson& person);
    gateway::Payee payee(Dice& dice, Situation situation, PayeeKind kind);
    std::string third_party(Dice& dice, Situation situation);
    std::string provider(Dice& dice);
    void open_banks();
    [[nodiscard]] std::string name_of_payee(const MadePerson& person, PayeeKind kind) const;
    gateway::AreaFiles& files() { return made_.files; }

    std::uint64_t seed_;
    NhsNumbers nhs_numbers_;
    AccountNumbers accounts_;
    std::size_t people_;
    MadeArea made_;
    std::map<Situation, std::size_t> met_;  // how many of each there are so far
};

gateway::BankAccountRow bank(std::string_view ref, std::string_view owner, AccountDetails details) {
    return {.bank_account = std::string(ref),
            .owner = std::string(owner),
            .details = std::move(details),
            .rail = gateway::Rail::bacs,
            .service_user_number = {},
            .originator_name = {},
            .item_limit = pounds(25'000),
            .file_limit = pounds(5'000'000)};
}

void AreaMaker::make_bodies() {
    files().commissioners = {
        {.commissioner = std::string(icb),
         .name = "Stonemere Integrated Care Board",
         .kind = gateway::CommissionerKind::nhs,
         .streams = {Stream::nhs}},
        {.commissioner = std::string(council),
         .name = "Stonemere Council",
         .kind = gateway::CommissionerKind::council,
         .streams = {Stream::social_care, Stream::children, Stream::education}}};
    files().support_services = {{.support_service = std::string(support_service),
                                 .name = "Millpond Support Service",
                                 .client_bank_account = std::string(client_bank)}};
    gateway::BankAccountRow of_icb = bank(icb_bank, icb, accounts_.next("Stonemere ICB"));
    of_icb.file_profile = gateway::FileProfile::bacs18_single;
    of_icb.service_user_number = "923456";  // constructed
    of_icb.originator_name = "STONEMERE ICB";
    gateway::BankAccountRow of_council =
        bank(council_bank, council, accounts_.next("Stonemere Council"));
    of_council.file_profile = gateway::FileProfile::pain_001_001_03;
    of_council.originator_name = "STONEMERE COUNCIL";
    gateway::BankAccountRow of_clients =
        bank(client_bank, support_service, accounts_.next("Millpond clients"));
    of_clients.owned_by_support_service = true;
    of_clients.rail = gateway::Rail::faster_payments;
    of_clients.file_profile = gateway::FileProfile::pain_001_001_09;
    of_clients.originator_name = "Millpond Support";
    files().bank_accounts = {std::move(of_icb), std::move(of_council), std::move(of_clients)};
}

// Every twenty people hold the whole deck, in an order of their own.
void AreaMaker::deal(std::size_t block) {
    Dice dice(seed_, "deck " + std::to_string(block));
    auto cards = deck();
    for (std::size_t i = 0; i + 1 < cards.size(); ++i) {
        std::swap(cards[i], cards[i + dice.below(cards.size() - i)]);
    }
    const std::size_t first = block * deck_size;
    for (std::size_t i = 0; i < cards.size() && first + i < people_; ++i) {
        const bool in_trust = cards[i] == Situation::fund && block % 2 == 1;
        make_person(in_trust ? Situation::trust : cards[i], first + i + 1);
    }
}

void AreaMaker::make_person(Situation situation, std::size_t number) {
    const MadePerson person{.person = numbered("P", number),
                            .budget = numbered("B", number),
                            .situation = situation,
                            .row = files().people.size(),
                            .first_line = files().plan_lines.size(),
                            .first_agreement = files().agreements.size()};
    Dice dice(seed_, "person " + person.person);
    files().people.push_back(personal(dice, person));
    represent(dice, person);
    const auto& shape = shape_of(situation);
    files().budgets.push_back({.budget = person.budget,
                               .person = person.person,
                               .lead_commissioner = std::string(shape.lines.front().commissioner),
                               .start = plans_begin(),
                               .end = day_of(2027, 3, 31),
                               .contingency = {}});
    const Date one_off_on = day_of(2026, 5, 11) + static_cast<std::int32_t>(7 * dice.below(16));
    make_lines(dice, person, one_off_on);
    make_agreements(dice, person, one_off_on);
    take_over(dice, person);
    ++met_[situation];
    made_.people.push_back(person);
}

gateway::PersonRow AreaMaker::personal(Dice& dice, const MadePerson& person) {
    const bool is_child = person.situation == Situation::child;
    const Date youngest = is_child ? day_of(2018, 1, 1) : day_of(2007, 1, 1);
    const std::size_t years = is_child ? 8 : 75;
    const auto days = static_cast<std::int32_t>(dice.below(years * 365));
    gateway::PersonRow row{.person = person.person,
                           .given_name = made_given_name(dice),
                           .family_name = made_family_name(dice),
                           .date_of_birth = youngest - days,
                           .nhs_number = nhs_numbers_.next(),
                           .address = made_address(dice),
                           .postcode = made_postcode(dice),
                           .phone = made_telephone(dice),
                           .email = {},
                           .language = {}};
    if (dice.below(3) == 0) row.email = row.person + "@example.org";
    constexpr std::size_t formats = 20;
    switch (dice.below(formats)) {
        case 0:
        case 1: row.information_format = gateway::InformationFormat::large_print; break;
        case 2: row.information_format = gateway::InformationFormat::easy_read; break;
        case 3:
            row.information_format = gateway::InformationFormat::other_language;
            row.language = made_language(dice);
            break;
        default: row.information_format = gateway::InformationFormat::standard; break;
    }
    return row;
}

void AreaMaker::represent(Dice& dice, const MadePerson& person) {
    const bool is_child = person.situation == Situation::child;
    if (!is_child && person.situation != Situation::represented) return;
    const std::string family =
        is_child ? files().people.back().family_name : made_family_name(dice);
    files().representatives.push_back({.person = person.person,
                                       .name = made_given_name(dice) + " " + family,
                                       .role = is_child
                                                   ? gateway::RepresentativeRole::parent
                                                   : gateway::RepresentativeRole::representative,
                                       .start = plans_begin(),
                                       .end = {}});
}

void AreaMaker::make_lines(Dice& dice, const MadePerson& person, Date one_off_on) {
    std::size_t number = 0;
    for (const LineShape& shape : shape_of(person.situation).lines) {
        const bool is_once = shape.frequency == Frequency::one_off;
        files().plan_lines.push_back(
            {.plan_line = "L" + person.person.substr(1) + "-" + std::to_string(++number),
             .budget = person.budget,
             .commissioner = std::string(shape.commissioner),
             .stream = shape.stream,
             .purpose = std::string(shape.purpose),
             .option = shape.option,
             .amount = amount_between(dice, shape.from_pounds, shape.to_pounds),
             .frequency = shape.frequency,
             .start = is_once ? one_off_on : plans_begin(),
             .end = {}});
    }
}

std::string AreaMaker::name_of_payee(const MadePerson& person, PayeeKind kind) const {
    if (kind == PayeeKind::representative) return made_.files.representatives.back().name;
    const gateway::PersonRow& row = made_.files.people.at(person.row);
    return row.given_name + " " + row.family_name;
}

void AreaMaker::make_agreements(Dice& dice, const MadePerson& person, Date one_off_on) {
    // Mondays, Wednesdays and Fridays of the four weeks.
    // One draw to a statement: compilers differ in which side of a sum they work out first.
    const auto weekday = static_cast<std::int32_t>(2 * dice.below(3));
    const auto week = static_cast<std::int32_t>(7 * dice.below(4));
    const Date anchor = first_monday() + week + weekday;
    std::optional<AccountDetails> own;
    std::size_t number = 0;
    for (const AgreementShape& shape : shape_of(person.situation).agreements) {
        AgreementRow row{
            .agreement = "A" + person.person.substr(1) + "-" + std::to_string(++number),
            .budget = person.budget,
            .option = shape.option,
            .payee = payee(dice, person.situation, shape.payee),
            .details = {},
            .paid_from = std::string(shape.paid_from),
            .anchor_date = {},
            .monthly_day = {},
            .start = {},
            .end = {},
            .timing = shape.timing,
            .contribution = {},
            .contribution_basis = {},
            .status = gateway::AgreementStatus::active,
            .signed_on = day_of(2026, 3, 18)};
        schedule(row, shape, anchor, one_off_on);
        if (shape.payee == PayeeKind::holder || shape.payee == PayeeKind::representative) {
            if (!own) own = accounts_.next(name_of_payee(person, shape.payee));
            row.details = own;
        }
        if (shape.has_contribution) {
            row.contribution = amount_between(dice, 12, 90);
            row.contribution_basis = shape.basis;
        }
        files().agreements.push_back(std::move(row));
    }
}

void AreaMaker::schedule(AgreementRow& row,
                         const AgreementShape& shape,
                         Date anchor,
                         Date one_off_on) {
    row.frequency = shape.frequency;
    row.anchor_date = anchor;
    if (shape.frequency == Frequency::monthly) {
        constexpr unsigned day = 15;
        row.anchor_date = day_of(2026, 4, day);
        row.monthly_day = day;
    } else if (shape.frequency == Frequency::one_off) {
        row.anchor_date = one_off_on;
    }
    row.start = row.anchor_date;
}

gateway::Payee AreaMaker::payee(Dice& dice, Situation situation, PayeeKind kind) {
    switch (kind) {
        case PayeeKind::support_service: return {kind, std::string(support_service)};
        case PayeeKind::third_party: return {kind, third_party(dice, situation)};
        case PayeeKind::provider: return {kind, provider(dice)};
        case PayeeKind::holder:
        case PayeeKind::representative: return {kind, {}};
    }
    return {};
}

// A new one for each so many people.
std::string AreaMaker::third_party(Dice& dice, Situation situation) {
    const bool in_trust = situation == Situation::trust;
    const std::size_t number = 1 + met_[situation] / people_to_a_body;
    const std::string ref = numbered(in_trust ? "TRUST" : "FUND", number);
    auto& all = files().third_parties;
    if (std::ranges::find(all, ref, &gateway::ThirdPartyRow::third_party) == all.end()) {
        const std::string family = made_family_name(dice);
        const std::string name = in_trust ? "The " + family + " Trust" : family + " Lane Funds";
        all.push_back({.third_party = ref,
                       .name = name,
                       .kind = in_trust ? gateway::ThirdPartyKind::trust
                                        : gateway::ThirdPartyKind::individual_service_fund,
                       .details = accounts_.next(name)});
    }
    return ref;
}

std::string AreaMaker::provider(Dice& dice) {
    const std::size_t paid = met_[Situation::notional] + met_[Situation::mixed];
    const std::string ref = numbered("CARE", 1 + paid / people_to_a_body);
    auto& all = files().providers;
    if (std::ranges::find(all, ref, &gateway::ProviderRow::provider) == all.end()) {
        const std::string name = made_family_name(dice) + " Home Care";
        all.push_back({.provider = ref, .name = name, .details = accounts_.next(name)});
    }
    return ref;
}

// Some held money of an earlier system when the area came.
void AreaMaker::take_over(Dice& dice, const MadePerson& person) {
    const PlanLineRow& line = files().plan_lines.at(person.first_line);
    if (line.option == ledger::Option::notional || dice.below(taken_over_one_in) != 0) return;
    const AgreementRow& agreement = files().agreements.at(person.first_agreement);
    if (line.frequency == Frequency::monthly || agreement.option != line.option) return;
    const bool is_managed = line.option == ledger::Option::managed_account;
    files().opening_balances.push_back({.kind = gateway::BalanceKind::held,
                                        .bank_account = std::string(is_managed ? client_bank : ""),
                                        .budget = person.budget,
                                        .option = line.option,
                                        .commissioner = line.commissioner,
                                        .stream = line.stream,
                                        .owed_to = {},
                                        .amount = amount_between(dice, 20, 600),
                                        .as_of = plans_begin()});
}

// What a line costs in the months that are played, and a reserve.
Money cost_of(const PlanLineRow& line) {
    constexpr std::int64_t weeks = 33;
    constexpr std::int64_t months = 8;
    const std::int64_t times = line.frequency == Frequency::weekly    ? weeks
                               : line.frequency == Frequency::monthly ? months
                                                                      : 1;
    return Money::from_pence(line.amount.pence() * times);
}

// Each body pays its own streams from its own account; what it pays for a partner is lent.
void AreaMaker::open_banks() {
    std::map<Stream, Money> needed;
    for (const PlanLineRow& line : files().plan_lines) needed[line.stream] += cost_of(line);
    for (const auto& body : files().commissioners) {
        for (const Stream stream : body.streams) {
            const std::int64_t steps = needed[stream].pence() / ten_thousand + 1;
            files().opening_balances.push_back(
                {.kind = gateway::BalanceKind::bank,
                 .bank_account = std::string(body.commissioner == icb ? icb_bank : council_bank),
                 .budget = {},
                 .commissioner = body.commissioner,
                 .stream = stream,
                 .owed_to = {},
                 .amount = Money::from_pence(steps * ten_thousand),
                 .as_of = plans_begin()});
        }
    }
}

}  // namespace

MadeArea make_area(std::size_t people, std::uint64_t seed) {
    return AreaMaker(people, seed).make();
}

Date first_monday() {
    return day_of(2026, 4, 6);
}

Date plans_begin() {
    return day_of(2026, 4, 1);
}

}  // namespace almoner::ops::demo
