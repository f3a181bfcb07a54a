#include "tests/simulator/oracle.h"

#include "ledger/calendar/date.h"
#include "ledger/records/payment_ref.h"
#include "ledger/values/kinds.h"

#include <algorithm>
#include <utility>

namespace almoner::tests {
namespace {

using nlohmann::json;

constexpr std::int64_t person_stream = 5;
constexpr std::int64_t unassigned = 6;
constexpr std::int64_t managed = 4;
constexpr std::int64_t addition = 4;
constexpr std::int64_t arrears = 2;

bool is_promised(std::int64_t state) {
    return state == approved || state == in_file || state == sent || state == recall_asked;
}

std::int64_t stream_named(const std::string& name) {
    return static_cast<std::int64_t>(ledger::stream_named(name).value());
}

std::int64_t number_in(const std::map<std::string, std::string>& fields, const char* name) {
    return std::stoll(fields.at(name));
}

std::int32_t day_in(const std::string& iso) {
    return ledger::Date::parse(iso).value().days();
}

// "12.34", "5" in hundredths.
std::int64_t hundredths(const std::string& text) {
    const std::size_t point = text.find('.');
    const std::int64_t whole = std::stoll(text.substr(0, point)) * 100;
    if (point == std::string::npos) return whole;
    return whole + std::stoll((text.substr(point + 1) + "00").substr(0, 2));
}

}  // namespace

Oracle::Oracle(const MadeArea& area, Numbers numbers)
    : area_(area), numbers_(std::move(numbers)), lines_(area.lines) {
    const auto at = [&](const char* stream, const char* body) {
        return Share{stream_named(stream), numbers_.bodies.at(body), 0};
    };
    const auto opens = [&](const char* account, const Share& share, std::int64_t pence) {
        piles_.move(
            at_bank(bank, numbers_.banks.at(account), share), of_body(funding, share), pence);
    };
    opens("BA-ICB", at("nhs", "ICB"), 25'000'00);
    opens("BA-LA", at("social-care", "LA"), 18'000'00);
    opens("BA-LA", at("children", "LA"), 7'000'00);
    opens("BA-LA", at("education", "LA"), 6'500'50);
    const auto takes_over = [&](const char* budget, std::int64_t option, std::int64_t pence) {
        ShownPayment of;
        of.budget = numbers_.budgets.at(budget);
        of.option = option;
        const Share nhs = at("nhs", "ICB");
        piles_.move(of_budget(held, of, nhs), of_budget(fund, of, nhs), pence);
    };
    takes_over("B5", 3, 310'00);
    takes_over("B7", managed, 160'00);
    for (const auto& [ref, each] : area.banks) {
        by_bank_[numbers_.banks.at(ref)] = each.opening_pence;
    }
}

bool Oracle::was_paid_twice(std::int64_t payment) const {
    return paid_twice_.contains(payment);
}

// The moves that people and files can make of a payment that no bank line has told of.
bool may_move(std::int64_t from, std::int64_t to) {
    static const std::set<std::pair<std::int64_t, std::int64_t>> moves{{proposed, is_held},
                                                                       {proposed, approved},
                                                                       {proposed, cancelled},
                                                                       {is_held, cancelled},
                                                                       {approved, in_file},
                                                                       {approved, sent},
                                                                       {approved, is_held},
                                                                       {approved, cancelled},
                                                                       {in_file, sent},
                                                                       {in_file, approved},
                                                                       {in_file, rejected},
                                                                       {sent, recall_asked},
                                                                       {sent, rejected},
                                                                       {recall_asked, sent},
                                                                       {recall_asked, recalled},
                                                                       {recall_asked, rejected}};
    return moves.contains({from, to});
}

// Those that are new, of one period after the other: what each should be follows from all of them.
// What they became in the same command counts when all are known.
void Oracle::take_up_new(const Happened& happened, const Shown& after) {
    std::map<std::pair<std::int64_t, std::int64_t>, const ShownPayment*> in_turn;
    for (const auto& [id, payment] : after.payments) {
        if (payments_.contains(id)) continue;
        in_turn[{payment.period_first, id}] = &payment;
    }
    for (const auto& [turn, payment] : in_turn) {
        Known& known = payments_[payment->id];
        known.is = *payment;
        if (payment->state != is_held) known.is.state = proposed;
    }
    for (const auto& [turn, payment] : in_turn) check_amount(*payment, happened);
    for (const auto& [turn, payment] : in_turn) {
        if (payment->sets_aside != 0) set_aside(*payment);
    }
    for (const auto& [turn, payment] : in_turn) {
        payments_.at(payment->id).is.state = payment->state;
    }
}

// What people decide about payments shows in their states: the money follows it.
void Oracle::follow_states(const Happened& happened, const Shown& after) {
    std::set<std::int64_t> reissued;
    for (const auto& [id, payment] : after.payments) {
        if (!payments_.contains(id)) reissued.insert(payment.reissues);
    }
    for (const auto& [id, now] : after.payments) {
        const auto found = payments_.find(id);
        if (found == payments_.end()) continue;
        Known& known = found->second;
        const std::int64_t was = std::exchange(known.is.state, now.state);
        known.is.submission = now.submission;
        known.is.entry_on = now.entry_on;
        if (was == now.state) continue;
        if (!may_move(was, now.state)) {
            throw Broke("payment " + std::to_string(id) + " went from state " +
                        std::to_string(was) + " to " + std::to_string(now.state));
        }
        if (!is_promised(was) && is_promised(now.state)) piles_.promise(promise_of(known.is));
        if (is_promised(was) && !is_promised(now.state)) release(known);
        if (now.state != cancelled) continue;
        const bool was_cancelled = happened.name == "run cancel";
        const bool goes_back =
            was_cancelled
                ? known.is.kind == arrears || (known.is.kind == addition && known.is.reissues == 0)
                : was == is_held && known.is.kind == arrears && known.is.sets_aside != 0 &&
                      !reissued.contains(id);
        if (goes_back) give_back_set_aside(known.is);
    }
    take_up_new(happened, after);
}

// "allocation / undrawn if need be": how much of it was still set aside is what the store says,
// within what the payment could need.
void Oracle::follow_set_aside_of_late(const Shown& after) {
    for (const Late& late : std::exchange(late_, {})) {
        const auto found = after.piles.find(late.undrawn);
        const std::int64_t theirs = found == after.piles.end() ? 0 : found->second.posted;
        const std::int64_t more = piles_.at(late.undrawn).posted - theirs;
        if (more < 0 || more > late.most) continue;  // the comparison tells
        piles_.move(late.allocation, late.undrawn, more);
    }
}

// What was set aside goes over to the other option: which of it is free the store says, and no
// person gains or loses a penny.
void Oracle::follow_option_change(const Shown& after) {
    using Whose = std::array<std::int64_t, 3>;  // stream, body, budget
    std::map<Whose, std::vector<std::pair<Place, std::int64_t>>> moved;
    std::set<Place> places;
    for (const auto& [place, sums] : after.piles) places.insert(place);
    for (const auto& [place, sums] : piles_.all()) places.insert(place);
    for (const Place& place : places) {
        if (place[0] != undrawn) continue;
        const auto found = after.piles.find(place);
        const std::int64_t theirs = found == after.piles.end() ? 0 : found->second.posted;
        const std::int64_t more = theirs - piles_.at(place).posted;
        if (more != 0) moved[{place[1], place[3], place[5]}].emplace_back(place, more);
    }
    for (const auto& [whose, changes] : moved) {
        if (changes.size() != 2 || changes[0].second + changes[1].second != 0) continue;
        piles_.move(changes[0].first, changes[1].first, changes[0].second);
    }
}

void Oracle::change_rates(const Happened& happened) {
    const auto& fields = happened.proposed_fields;
    if (happened.proposed_name == "plan resume") {
        MadeLine& line = lines_.at(fields.at("plan_line"));
        line.pence_from = std::exchange(line.before_hold, {});
        return;
    }
    if (happened.proposed_name == "plan change") {
        MadeLine& line = lines_.at(fields.at("plan_line"));
        const std::int32_t from = day_in(fields.at("from"));
        line.pence_from.erase(line.pence_from.lower_bound(from), line.pence_from.end());
        line.pence_from[from] = hundredths(fields.at("amount"));
        return;
    }
    if (happened.proposed_name == "plan option") {
        const auto found = lines_.find(fields.at("plan_line"));
        if (found == lines_.end()) return;
        std::int32_t& until = found->second.certain_until;
        until = std::min(until, day_in(fields.at("from")));
        return;
    }
    if (happened.name != "uplift approve") return;
    const std::int32_t from = day_in(fields.at("from"));
    const std::int64_t more = hundredths(fields.at("percent"));
    for (const json& each : happened.proposed_answer.at("lines")) {
        const auto found = lines_.find(each.at("plan_line").get<std::string>());
        if (found == lines_.end()) continue;
        auto& rates = found->second.pence_from;
        const auto last = std::prev(rates.upper_bound(from));
        // To the nearest penny.
        const std::int64_t raised = (last->second * (10'000 + more) + 5'000) / 10'000;
        rates.erase(rates.lower_bound(from), rates.end());
        rates[from] = raised;
    }
}

// Worth nothing from the day on, whatever was to come.
void Oracle::hold_line(const Happened& happened) {
    MadeLine& line = lines_.at(happened.fields.at("plan_line"));
    auto& rates = line.pence_from;
    line.before_hold = rates;
    const std::int32_t from = day_in(happened.answer.at("from").get<std::string>());
    rates.erase(rates.lower_bound(from), rates.end());
    rates[from] = 0;
}

// What is lent and in no claim: the partner's stream in the lead's account below nil.
void Oracle::claim(const Happened& happened) {
    const auto& fields = happened.proposed_fields;
    const std::int64_t partner = numbers_.bodies.at(fields.at("partner"));
    for (const json& line : happened.proposed_answer.at("lines")) {
        const Share share{stream_named(line.at("stream").get<std::string>()), partner, 0};
        const std::int64_t account = numbers_.banks.at(line.at("bank_account").get<std::string>());
        const auto pence = line.at("amount").get<std::int64_t>();
        const Place owed = at_bank(receivable_partner, account, share);
        const std::int64_t lent = -piles_.at(at_bank(bank, account, share)).posted;
        if (piles_.at(owed).posted + pence > lent) throw Broke("more is claimed than was lent");
        piles_.move(owed, of_body(payable_partner, share), pence);
    }
}

void Oracle::pay_recharge(const Happened& happened, const Shown& after) {
    const std::int64_t id = number_in(happened.proposed_fields, "recharge");
    Moves moves;
    // The approval promises as much of one of the partner's streams as was claimed.
    for (const auto& [place, sums] : after.piles) {
        if (place[0] != payable_partner) continue;
        const std::int64_t more = sums.debit_pending - piles_.at(place).debit_pending;
        if (more == 0) continue;
        const Share share{place[1], place[3], 0};
        moves.push_back({place, at_bank(transit, numbers_.banks.at("BA-LA"), share), more});
        if (piles_.at(place).posted + piles_.at(place).debit_pending + more > 0) {
            throw Broke("more is promised to the lead than is owed to it");
        }
    }
    if (moves.size() != 1) throw Broke("a recharge was approved and nothing was promised");
    piles_.promise(moves);
    recharges_[id] = moves;
}

Oracle::Explained Oracle::explain_line(const Happened& happened,
                                       std::int64_t item,
                                       const ShownItem& line) {
    const auto& fields = happened.proposed_fields;
    const std::string to = fields.at("to");
    Explained explained{.moves = {}, .payments_before = {}, .items = {item}};
    (void)piles_.take_noted();
    const std::int64_t account = line.bank_account;
    to_suspense(account, -line.amount);
    const std::int64_t size = line.amount < 0 ? -line.amount : line.amount;
    const Share nobodys{unassigned, numbers_.owners.at(account), 0};
    if (fields.contains("payment")) {
        const auto id = ledger::payment_of_ref(fields.at("payment"));
        const SaidLine said{.words = {},
                            .pence = line.amount,
                            .payment = id.value(),
                            .file = {},
                            .booked_on = static_cast<std::int32_t>(line.booked_on)};
        const auto before = payments_;
        if (!take_as_payment(said, account)) {
            throw Broke("a line was explained by a payment that it can't be");
        }
        for (const auto& [each, was] : before) {
            if (!payments_.at(each).is_as(was)) explained.payments_before[each] = was;
        }
    } else if (to == "other-line") {
        const std::int64_t other = number_in(fields, "line");
        to_suspense(account, line.amount);
        explained.items.push_back(other);
    } else if (to == "client-charge" || to == "charge-made-good") {
        piles_.move(
            at_bank(bank, account, nobodys), at_bank(shortfall, account, nobodys), line.amount);
    } else if (to == "recharge-paid") {
        const Moves& promised = recharges_.at(number_in(fields, "recharge"));
        piles_.settle(promised);
        const Move& promise = promised.front();
        Place from_bank = promise.credit;
        from_bank[0] = bank;
        piles_.move(promise.credit, from_bank, promise.pence);
    } else if (to == "own-money" || to == "client-contribution") {
        ShownPayment of;
        of.budget = numbers_.budgets.at(fields.at("budget"));
        of.option = managed;
        const Share own{person_stream, numbers_.bodies.at(area_.leads.at(fields.at("budget"))), 0};
        const auto from = to == "own-money" ? fund : contribution_due;
        piles_.move(of_budget(held, of, own), of_budget(from, of, own), size);
    } else {
        const Share share{
            stream_named(fields.at("stream")), numbers_.bodies.at(fields.at("commissioner")), 0};
        Place from = of_body(funding, share);
        if (to == "contribution") from = of_body(contribution_gross, share);
        if (to == "recharge") from = at_bank(receivable_partner, account, share);
        piles_.move(at_bank(bank, account, share), from, line.amount);
    }
    return explained;
}

void Oracle::explain(const Happened& happened, const Shown& before) {
    const std::int64_t item = number_in(happened.proposed_fields, "item");
    if (happened.proposed_fields.contains("undo")) return undo(item);
    Explained explained = explain_line(happened, item, before.items.at(item));
    for (const std::int64_t each : explained.items) explained_[each] = explained;
}

// Exactly mirrored; what waited for the bank before is promised once more.
void Oracle::undo(std::int64_t item) {
    const auto found = explained_.find(item);
    if (found == explained_.end()) throw Broke("an explanation was undone that never was");
    const Explained explained = found->second;
    piles_.mirror_all(explained.moves);
    for (const auto& [id, was] : explained.payments_before) {
        Known& now = payments_.at(id);
        if (is_promised(was.is.state) && !is_promised(now.is.state)) {
            piles_.promise(promise_of(now.is));
        }
        const std::int64_t submission = now.is.submission;
        now = was;
        now.is.submission = submission;
        // The file is with the bank, whoever noted it.
        if (now.is.state == in_file) now.is.state = sent;
    }
    for (const std::int64_t each : explained.items) explained_.erase(each);
}

void Oracle::compare_states(const Shown& shown) const {
    for (const auto& [id, payment] : shown.payments) {
        const auto found = payments_.find(id);
        if (found != payments_.end() && found->second.is.state == payment.state) continue;
        throw Broke("payment " + std::to_string(id) + " is in state " +
                    std::to_string(payment.state) + " and should be in " +
                    std::to_string(found == payments_.end() ? 0 : found->second.is.state));
    }
}

void Oracle::compare(const Shown& shown) const {
    compare_states(shown);
    const std::string difference = piles_.difference(shown.piles);
    if (!difference.empty()) throw Broke("the piles differ:" + difference);
}

void Oracle::follow(const Happened& happened, const Shown& before, const Shown& after) {
    const std::string& proposed = happened.proposed_name;
    const bool is_confirmed =
        happened.name == "proposal confirm" || happened.name == "uplift approve";
    (void)piles_.take_noted();
    serials_ = after.serials;
    if (happened.name == "statement import") {
        const std::string& file = happened.fields.at("file");
        if (happened.answer.contains("statements")) {
            read_statement(file);
        } else if (happened.answer.contains("report")) {
            for (const auto& [id, payment] : after.payments) {
                const auto known = payments_.find(id);
                const bool is_new = payment.state == PaymentIs::rejected &&
                                    known != payments_.end() &&
                                    known->second.is.state != PaymentIs::rejected;
                if (is_new && !rejects(file, ledger::payment_ref(id))) {
                    throw Broke("a payment is rejected of which the bank said nothing");
                }
            }
            follow_states(happened, after);
        }
    } else if (is_confirmed && proposed == "statement explain") {
        explain(happened, before);
    } else if (is_confirmed && proposed == "recharge claim") {
        claim(happened);
    } else if (is_confirmed && proposed == "recharge approve") {
        pay_recharge(happened, after);
    } else {
        if (is_confirmed) change_rates(happened);
        if (happened.name == "plan hold") hold_line(happened);
        follow_states(happened, after);
        if (proposed == "plan option" || happened.name == "job") follow_option_change(after);
    }
    if (std::exchange(some_settled_late_, false)) {
        // A payment that took its place and has not left is cancelled instead.
        for (const auto& [id, now] : after.payments) {
            Known& known = payments_.at(id);
            if (now.state != cancelled || known.is.state == cancelled) continue;
            if (is_promised(known.is.state)) release(known);
            known.is.state = cancelled;
        }
        follow_set_aside_of_late(after);
    }
    if (is_confirmed && proposed == "statement explain" &&
        !happened.proposed_fields.contains("undo")) {
        const Moves moves = piles_.take_noted();
        const auto item = explained_.find(number_in(happened.proposed_fields, "item"));
        const std::vector<std::int64_t> items = item->second.items;
        for (const std::int64_t each : items) explained_.at(each).moves = moves;
    }
    compare(after);
}

}  // namespace almoner::tests
