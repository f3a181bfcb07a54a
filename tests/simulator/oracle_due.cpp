// What a payment should be for, worked out from the plan day by day, and when it should arrive.
#include "ledger/calendar/date.h"
#include "ledger/values/kinds.h"
#include "tests/simulator/oracle.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>

namespace almoner::tests {
namespace {

enum Kind : std::int64_t { regular = 1, arrears = 2, advance = 3, addition = 4, part_again = 5 };
constexpr std::int64_t four_weeks = 28;
constexpr std::int64_t bacs_days = 2;  // working days from the file to the payee
constexpr unsigned policy_day = 15;    // of those who are paid by the month

// https://www.gov.uk/bank-holidays, England and Wales.
constexpr std::array bank_holidays{"2026-04-03",
                                   "2026-04-06",
                                   "2026-05-04",
                                   "2026-05-25",
                                   "2026-08-31",
                                   "2026-12-25",
                                   "2026-12-28",
                                   "2027-01-01",
                                   "2027-03-26",
                                   "2027-03-29",
                                   "2027-05-03",
                                   "2027-05-31",
                                   "2027-08-30",
                                   "2027-12-27",
                                   "2027-12-28"};

bool is_worked(std::int64_t day) {
    constexpr std::int64_t monday_before = 3;  // 1 January 1970 was a Thursday
    constexpr std::int64_t saturday = 5;
    if ((day + monday_before) % 7 >= saturday) return false;
    return std::ranges::none_of(bank_holidays, [&](const char* iso) {
        return ledger::Date::parse(iso).value().days() == day;
    });
}

std::int64_t worked_on_or_before(std::int64_t day) {
    while (!is_worked(day)) --day;
    return day;
}

std::int64_t worked_days_after(std::int64_t day, std::int64_t days) {
    while (!is_worked(day)) ++day;
    for (; days > 0; --days) {
        do ++day;
        while (!is_worked(day));
    }
    return day;
}

std::chrono::year_month_day civil(std::int64_t day) {
    return std::chrono::sys_days(std::chrono::days(day));
}

// Of the whole period that begins on this day.
std::int64_t last_of_whole(const MadeAgreement& agreement, std::int64_t first) {
    if (!agreement.is_monthly) return first + four_weeks - 1;
    const std::chrono::sys_days next = civil(first) + std::chrono::months(1);
    return next.time_since_epoch().count() - 1;
}

bool was_with_the_bank(std::int64_t state) {
    return state == rejected || state == recalled || state == returned;
}

// To the nearest penny, a half up.
std::int64_t nearest(std::int64_t times, std::int64_t divisor) {
    return (2 * times + divisor) / (2 * divisor);
}

std::int64_t hundredths_in(const std::string& text) {
    const std::size_t point = text.find('.');
    const std::int64_t whole = std::stoll(text.substr(0, point)) * 100;
    if (point == std::string::npos) return whole;
    return whole + std::stoll((text.substr(point + 1) + "00").substr(0, 2));
}

ShownPart part_of_line(const ShownPayment& payment, std::int64_t line) {
    ShownPart sum{.plan_line = line};
    for (const ShownPart& part : payment.parts) {
        if (part.plan_line != line) continue;
        sum.gross += part.gross;
        sum.contribution += part.contribution;
        sum.advanced += part.advanced;
        sum.net += part.net;
    }
    return sum;
}

// By plan line; what is worth nothing is as what is not there.
std::map<std::int64_t, std::array<std::int64_t, 4>> figures_of(const ShownPayment& payment) {
    std::map<std::int64_t, std::array<std::int64_t, 4>> figures;
    for (const ShownPart& part : payment.parts) {
        if (part.gross == 0 && part.net == 0) continue;
        const std::array<std::int64_t, 4> each{
            part.gross, part.contribution, part.advanced, part.net};
        auto& sums = figures[part.plan_line];
        for (std::size_t at = 0; at < sums.size(); ++at) sums.at(at) += each.at(at);
    }
    return figures;
}

[[noreturn]] void wrong(const ShownPayment& payment,
                        const std::string& what,
                        std::int64_t is,
                        std::int64_t should) {
    throw Broke("payment " + std::to_string(payment.id) + ": " + what + " is " +
                std::to_string(is) + " and should be " + std::to_string(should));
}

void must_be(const ShownPayment& payment,
             const std::string& what,
             std::int64_t is,
             std::int64_t should) {
    if (is != should) wrong(payment, what, is, should);
}

}  // namespace

const MadeAgreement* Oracle::made_agreement(std::int64_t number) const {
    for (const auto& [ref, made] : area_.agreements) {
        if (numbers_.agreements.at(ref) == number) return &made;
    }
    return nullptr;
}

// Each day is worth a seventh of the week's amount that counts on it, or its share of the month; a
// contribution is borne by the social care of the plan, line by line, and never beyond its worth.
std::optional<Oracle::Due> Oracle::due_for(const MadeAgreement& agreement,
                                           std::int64_t first,
                                           std::int64_t last) const {
    const std::int64_t days = last_of_whole(agreement, first) - first + 1;
    std::int64_t left = nearest(agreement.contribution * (last - first + 1), days);
    Due due;
    for (const std::string& ref : agreement.lines) {
        const MadeLine& line = lines_.at(ref);
        if (last >= line.certain_until) return std::nullopt;
        std::int64_t sum = 0;
        for (std::int64_t day = first; day <= last; ++day) {
            const auto next = line.pence_from.upper_bound(static_cast<std::int32_t>(day));
            if (next != line.pence_from.begin()) sum += std::prev(next)->second;
        }
        constexpr std::int64_t week = 7;
        DuePart part{.line = numbers_.lines.at(ref),
                     .stream = static_cast<std::int64_t>(ledger::stream_named(line.stream).value()),
                     .body = numbers_.bodies.at(line.commissioner),
                     .gross = nearest(sum, line.is_monthly ? days : week)};
        if (line.stream == "social-care") part.contribution = std::min(left, part.gross);
        left -= part.contribution;
        part.net = part.gross - (agreement.is_netted ? part.contribution : 0);
        due.push_back(part);
    }
    return due;
}

std::optional<Oracle::Due> Oracle::due_of(const ShownPayment& payment) const {
    const MadeAgreement* const agreement = made_agreement(payment.agreement);
    if (agreement == nullptr) return std::nullopt;
    return due_for(*agreement, payment.period_first, payment.period_last);
}

std::int64_t Oracle::root_of(std::int64_t payment) const {
    const auto found = payments_.find(payment);
    if (found == payments_.end() || found->second.is.reissues == 0) return payment;
    return root_of(found->second.is.reissues);
}

bool Oracle::was_replaced(std::int64_t payment) const {
    return std::ranges::any_of(payments_, [&](const auto& each) {
        return each.second.is.reissues == payment && each.second.is.kind != part_again;
    });
}

// The others that are known.
std::vector<const Oracle::Known*> Oracle::of_agreement(const ShownPayment& payment) const {
    std::vector<const Known*> all;
    for (const auto& [id, known] : payments_) {
        if (known.is.agreement == payment.agreement && id != payment.id) all.push_back(&known);
    }
    return all;
}

// Whole periods from the anchor on, cut short where an agreement ends; paid on their first day, or
// on the day after them, or on the working day before that; or as soon as the banks can.
void Oracle::check_period(const ShownPayment& payment, const Happened& happened) const {
    const MadeAgreement* const agreement = made_agreement(payment.agreement);
    if (agreement == nullptr) return;
    const std::int64_t first = payment.period_first;
    const std::int64_t anchor = ledger::Date::parse(first_period_on).value().days();
    const bool begins = agreement->is_monthly
                            ? civil(first).day() == std::chrono::day(policy_day)
                            : first >= anchor && (first - anchor) % four_weeks == 0;
    if (!begins) throw Broke("payment " + std::to_string(payment.id) + " begins amid a period");
    const std::int64_t whole_last = last_of_whole(*agreement, first);
    const bool has_ended = std::ranges::any_of(agreement->lines, [&](const std::string& ref) {
        return lines_.at(ref).certain_until <= whole_last;
    });
    if (!has_ended || payment.period_last > whole_last) {
        must_be(payment, "the last day of its period", payment.period_last, whole_last);
    }
    const std::int64_t nominal = agreement->is_in_arrears ? whole_last + 1 : first;
    const std::int64_t soonest = worked_days_after(happened.on, bacs_days);
    must_be(payment,
            "the day on which it arrives",
            payment.entry_on,
            std::max(worked_on_or_before(nominal), soonest));
}

void Oracle::check_amount(const ShownPayment& payment, const Happened& happened) {
    std::int64_t net = 0;
    for (const ShownPart& part : payment.parts) net += part.net;
    must_be(payment, "the sum of its parts", net, payment.net);
    switch (payment.kind) {
        case regular:
            check_period(payment, happened);
            if (is_as_it_was(payment)) {
                ++worked_out_["regular, again as it was"];
                return;
            }
            check_regular(payment);
            check_brought_forward(payment);
            return;
        case arrears:
            payment.reissues == 0 ? check_arrears(payment) : check_paid_again(payment);
            return;
        case advance:
        case addition:
            payment.reissues == 0 ? check_emergency(payment, happened) : check_paid_again(payment);
            return;
        case part_again: check_paid_again(payment); return;
        default: ++worked_out_["money that waited, not worked out"]; return;
    }
}

// What a bank had is paid again as it was: an advance that it was short of and that came back is
// paid again beside it.
bool Oracle::is_as_it_was(const ShownPayment& payment) const {
    if (payment.reissues == 0) return false;
    const bool may_be = std::ranges::any_of(of_agreement(payment), [&](const Known* each) {
        const bool is_of_it = each->is.period_first == payment.period_first;
        return is_of_it && (was_with_the_bank(each->is.state) || each->is.kind == arrears);
    });
    return may_be && figures_of(payment) == figures_of(payments_.at(payment.reissues).is);
}

void Oracle::check_regular(const ShownPayment& payment) {
    const auto due = due_of(payment);
    if (!due) {
        ++worked_out_["regular, not worked out"];
        return;
    }
    std::int64_t gross = 0;
    for (const DuePart& part : *due) {
        const ShownPart is = part_of_line(payment, part.line);
        const std::string line = "of plan line " + std::to_string(part.line);
        must_be(payment, "the gross " + line, is.gross, part.gross);
        must_be(payment, "the contribution " + line, is.contribution, part.contribution);
        must_be(
            payment, "net and what was brought forward " + line, is.net + is.advanced, part.net);
        if (part.contribution != 0) ++worked_out_["contribution"];
        gross += part.gross;
    }
    std::int64_t all = 0;
    for (const ShownPart& part : payment.parts) all += part.gross;
    must_be(payment, "the gross of all lines", all, gross);
    ++worked_out_["regular"];
}

// A period is short of the advances that are out, each of its own money, as far as they go and as
// no other period has been short of them.
void Oracle::check_brought_forward(const ShownPayment& payment) {
    const MadeAgreement* const agreement = made_agreement(payment.agreement);
    if (agreement == nullptr) return;
    Ahead ahead =
        ahead_of(payment, payment.period_first, last_of_whole(*agreement, payment.period_first));
    for (const ShownPart& part : payment.parts) {
        const Owner whose{part.stream, part.body};
        const std::int64_t later =
            std::max<std::int64_t>(0, ahead.taken_later[whose] - ahead.later[whose]);
        const std::int64_t free = ahead.left[whose] - later;
        const std::int64_t whole = part.net + part.advanced;
        const std::int64_t should = std::clamp<std::int64_t>(free, 0, whole);
        if (ahead.is_certain) must_be(payment, "what was brought forward", part.advanced, should);
        const std::int64_t ever = ever_advanced(payment, whose);
        if (part.advanced < 0 || part.advanced > ever) {
            wrong(payment, "what was brought forward", part.advanced, ever);
        }
        if (part.advanced == 0) continue;
        ++worked_out_[ahead.is_certain ? "brought forward" : "brought forward, not worked out"];
    }
}

// What was paid for the period by plan line; nothing where something of it failed and may be due
// again.
std::optional<std::map<std::int64_t, std::int64_t>> Oracle::paid_for_period(
    const ShownPayment& payment) const {
    std::map<std::int64_t, std::int64_t> paid;
    for (const Known* const each : of_agreement(payment)) {
        const ShownPayment& is = each->is;
        if (is.period_first != payment.period_first || was_replaced(is.id)) continue;
        const bool is_arrears = is.kind == arrears && is.state != cancelled;
        if (is_arrears && !is_live(is.state)) return std::nullopt;
        if (is.kind != regular && !is_arrears) continue;
        for (const ShownPart& part : is.parts) paid[part.plan_line] += part.net + part.advanced;
    }
    return paid;
}

// What the terms now say of a period less what was paid for it.
void Oracle::check_arrears(const ShownPayment& payment) {
    const auto due = due_of(payment);
    auto paid = paid_for_period(payment);
    if (!due || !paid) {
        ++worked_out_["arrears, not worked out"];
        return;
    }
    std::int64_t owed = 0;
    for (const DuePart& part : *due) {
        const std::int64_t more = std::max<std::int64_t>(0, part.net - (*paid)[part.line]);
        const std::string line = "arrears of plan line " + std::to_string(part.line);
        must_be(payment, line, part_of_line(payment, part.line).net, more);
        owed += more;
    }
    must_be(payment, "its arrears", payment.net, owed);
    ++worked_out_["arrears"];
}

// As much as was asked for, from the lines by what they pay for the period.
void Oracle::check_emergency(const ShownPayment& payment, const Happened& happened) {
    if (happened.name == "emergency") {
        must_be(payment, "the emergency", payment.net, hundredths_in(happened.fields.at("amount")));
    }
    const auto due = due_of(payment);
    if (!due) {
        ++worked_out_["emergency, not worked out"];
        return;
    }
    std::vector<std::int64_t> weights;
    for (const DuePart& part : *due) weights.push_back(part.net);
    const auto parts = split(payment.net, weights);
    std::int64_t already = payment.net;
    for (const Known* const each : of_agreement(payment)) {
        const bool is_of_it = each->is.period_first == payment.period_first;
        if (is_of_it && each->is.kind == advance && is_live(each->is.state))
            already += each->is.net;
    }
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const std::int64_t line = due->at(at).line;
        must_be(payment,
                "the emergency of plan line " + std::to_string(line),
                part_of_line(payment, line).net,
                parts[at]);
    }
    const std::int64_t most = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (payment.kind == advance && already > most) {
        wrong(payment, "what is advanced of its period", already, most);
    }
    ++worked_out_["emergency"];
}

// The whole once more, as it was; or what of the whole no longer stands, of each money.
void Oracle::check_paid_again(const ShownPayment& payment) {
    if (payment.kind != part_again) {
        if (figures_of(payment) != figures_of(payments_.at(payment.reissues).is)) {
            throw Broke("payment " + std::to_string(payment.id) + " is not as payment " +
                        std::to_string(payment.reissues) + ", which it takes the place of");
        }
        ++worked_out_["whole again"];
        return;
    }
    const std::int64_t root = root_of(payment.reissues);
    const Known* whole = nullptr;
    std::int64_t stands = 0;
    for (const Known* const each : of_agreement(payment)) {
        if (root_of(each->is.id) != root) continue;
        if (each->is.kind != part_again) whole = each;
        if (!is_out(each->is.state)) continue;
        stands += each->is.net;
        for (const auto& [money, pence] : each->came_back) stands -= pence;
    }
    if (whole == nullptr) throw Broke("a part is paid again of nothing");
    const std::int64_t back = whole->is.net - stands;
    if (payments_.at(root).is.kind != advance) {
        must_be(payment, "what came back", payment.net, back);
        ++worked_out_["part again"];
        return;
    }
    if (payment.net > back) wrong(payment, "what came back", payment.net, back);
    const auto short_of = periods_are_short_of(payment);
    if (short_of) must_be(payment, "what came back", payment.net, std::min(back, *short_of));
    ++worked_out_[short_of ? "part again" : "part of an advance again, not worked out"];
}

}  // namespace almoner::tests
