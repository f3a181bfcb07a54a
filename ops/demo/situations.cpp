#include "ops/demo/situations.h"

#include "ledger/values/invariant.h"

#include <algorithm>

namespace almoner::ops::demo {
namespace {

using gateway::ContributionBasis;
using gateway::Frequency;
using gateway::PayeeKind;
using gateway::Timing;
using ledger::Option;
using ledger::Stream;
using enum Situation;

constexpr Option direct = Option::direct_payment;
constexpr Option managed = Option::managed_account;

// Amounts are constructed, in the order of what is paid for such support.
constexpr std::array nhs_hours{
    LineShape{icb, Stream::nhs, "Personal assistant hours", direct, 90, 420}};
constexpr std::array nhs_month{LineShape{
    icb, Stream::nhs, "Live-in support, share of", direct, 500, 1'400, Frequency::monthly}};
constexpr std::array nhs_and_equipment{
    LineShape{icb, Stream::nhs, "Personal assistant hours", direct, 90, 320},
    LineShape{icb, Stream::nhs, "Hoist and fitting", direct, 400, 2'400, Frequency::one_off}};
constexpr std::array council_hours{
    LineShape{council, Stream::social_care, "Support at home", direct, 90, 330}};
constexpr std::array childhood{
    LineShape{council, Stream::children, "Short breaks", direct, 40, 120},
    LineShape{council, Stream::education, "Reading tutor in term time", direct, 30, 70}};
constexpr std::array health_and_care{
    LineShape{icb, Stream::nhs, "Trained assistants, health part", direct, 180, 420},
    LineShape{council, Stream::social_care, "Trained assistants, care part", direct, 90, 240}};
constexpr std::array managed_health{
    LineShape{icb, Stream::nhs, "Assistants, employed through Millpond", managed, 180, 480}};
constexpr std::array managed_care{LineShape{
    council, Stream::social_care, "Assistants, employed through Millpond", managed, 150, 420}};
constexpr std::array managed_both{
    LineShape{icb, Stream::nhs, "Assistants, health part", managed, 200, 420},
    LineShape{council, Stream::social_care, "Assistants, care part", managed, 90, 200}};
constexpr std::array fund_care{LineShape{
    council, Stream::social_care, "Support arranged by the fund", Option::third_party, 180, 420}};
constexpr std::array trust_health{
    LineShape{icb, Stream::nhs, "Support arranged by the trust", Option::third_party, 300, 900}};
constexpr std::array arranged{
    LineShape{icb, Stream::nhs, "Care arranged by the board", Option::notional, 120, 300}};
constexpr std::array three_options{
    LineShape{icb, Stream::nhs, "Personal assistant hours", direct, 90, 240},
    LineShape{
        council, Stream::social_care, "Assistants, employed through Millpond", managed, 120, 260},
    LineShape{icb, Stream::nhs, "Respite, arranged", Option::notional, 40, 90}};

constexpr AgreementShape from_icb{direct, PayeeKind::holder, icb_bank};
constexpr AgreementShape from_council{direct, PayeeKind::holder, council_bank};
constexpr AgreementShape to_clients{managed, PayeeKind::support_service, icb_bank};
constexpr AgreementShape to_clients_from_council{managed, PayeeKind::support_service, council_bank};
constexpr AgreementShape to_provider{
    Option::notional, PayeeKind::provider, icb_bank, Frequency::four_weekly, Timing::arrears};

constexpr AgreementShape with(AgreementShape shape, Frequency frequency) {
    shape.frequency = frequency;
    return shape;
}
constexpr AgreementShape with(AgreementShape shape, Timing timing) {
    shape.timing = timing;
    return shape;
}
constexpr AgreementShape with(AgreementShape shape, PayeeKind payee) {
    shape.payee = payee;
    return shape;
}
constexpr AgreementShape with(AgreementShape shape, ContributionBasis basis) {
    shape.has_contribution = true;
    shape.basis = basis;
    return shape;
}

constexpr std::array pays_nhs{from_icb};
constexpr std::array pays_monthly{with(from_icb, Frequency::monthly)};
constexpr std::array pays_twice{from_icb, with(from_icb, Frequency::one_off)};
constexpr std::array pays_net{with(from_council, ContributionBasis::net)};
constexpr std::array pays_gross{with(from_council, ContributionBasis::gross)};
constexpr std::array pays_after{with(from_council, Timing::arrears)};
constexpr std::array pays_representative{with(from_council, PayeeKind::representative)};
constexpr std::array pays_clients{to_clients};
constexpr std::array pays_clients_from_council{to_clients_from_council};
constexpr std::array pays_fund{
    AgreementShape{Option::third_party, PayeeKind::third_party, council_bank}};
constexpr std::array pays_trust{
    AgreementShape{Option::third_party, PayeeKind::third_party, icb_bank}};
constexpr std::array pays_provider{to_provider};
constexpr std::array pays_three{from_icb, to_clients_from_council, to_provider};

constexpr std::array shapes{
    SituationShape{nhs_direct, "NHS direct payment", nhs_hours, pays_nhs},
    SituationShape{nhs_monthly, "NHS direct payment, monthly", nhs_month, pays_monthly},
    SituationShape{
        nhs_with_one_off, "NHS direct payment and equipment", nhs_and_equipment, pays_twice},
    SituationShape{council_net, "Council direct payment, net", council_hours, pays_net},
    SituationShape{council_gross, "Council direct payment, gross", council_hours, pays_gross},
    SituationShape{
        council_arrears, "Council direct payment, in arrears", council_hours, pays_after},
    SituationShape{represented, "Paid to a representative", council_hours, pays_representative},
    SituationShape{child, "Child, paid to a parent", childhood, pays_representative},
    SituationShape{integrated, "NHS and council money together", health_and_care, pays_nhs},
    SituationShape{managed_nhs, "Managed account, NHS", managed_health, pays_clients},
    SituationShape{
        managed_council, "Managed account, council", managed_care, pays_clients_from_council},
    SituationShape{managed_integrated, "Managed account, both", managed_both, pays_clients},
    SituationShape{fund, "Individual service fund", fund_care, pays_fund},
    SituationShape{trust, "Trust", trust_health, pays_trust},
    SituationShape{notional, "Notional budget", arranged, pays_provider},
    SituationShape{mixed, "Three options in one budget", three_options, pays_three},
};

constexpr std::array<Situation, deck_size> twenty{
    nhs_direct,      nhs_direct,         nhs_direct,  nhs_direct,  nhs_direct,
    nhs_monthly,     nhs_with_one_off,   council_net, council_net, council_gross,
    council_arrears, represented,        child,       integrated,  managed_nhs,
    managed_council, managed_integrated, fund,        notional,    mixed};

}  // namespace

const SituationShape& shape_of(Situation situation) {
    const auto* const found = std::ranges::find(shapes, situation, &SituationShape::situation);
    if (found == shapes.end()) throw ledger::InvariantBroken("a situation without a shape");
    return *found;
}

std::span<const SituationShape> all_situations() {
    return shapes;
}

const std::array<Situation, deck_size>& deck() {
    return twenty;
}

}  // namespace almoner::ops::demo
