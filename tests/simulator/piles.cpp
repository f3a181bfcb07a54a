#include "tests/simulator/piles.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace almoner::tests {

void Piles::move(const Place& debit, const Place& credit, std::int64_t pence) {
    if (pence == 0) return;
    piles_[debit].posted += pence;
    piles_[credit].posted -= pence;
    noted_.push_back({debit, credit, pence});
}

void Piles::move_all(const Moves& moves) {
    for (const Move& each : moves) move(each.debit, each.credit, each.pence);
}

void Piles::mirror_all(const Moves& moves) {
    for (const Move& each : moves) move(each.credit, each.debit, each.pence);
}

void Piles::promise(const Moves& moves) {
    for (const Move& each : moves) {
        piles_[each.debit].debit_pending += each.pence;
        piles_[each.credit].credit_pending += each.pence;
    }
}

void Piles::release(const Moves& moves) {
    for (const Move& each : moves) {
        piles_[each.debit].debit_pending -= each.pence;
        piles_[each.credit].credit_pending -= each.pence;
    }
}

void Piles::settle(const Moves& moves) {
    release(moves);
    move_all(moves);
}

Moves Piles::take_noted() {
    return std::exchange(noted_, {});
}

Sums Piles::at(const Place& place) const {
    const auto found = piles_.find(place);
    return found == piles_.end() ? Sums{} : found->second;
}

std::string Piles::difference(const std::map<Place, Sums>& shown) const {
    const auto words = [](const Sums& sums) {
        return std::to_string(sums.posted) + " (pending " + std::to_string(sums.debit_pending) +
               " and " + std::to_string(sums.credit_pending) + ")";
    };
    std::set<Place> places;
    for (const auto& [place, sums] : piles_) places.insert(place);
    for (const auto& [place, sums] : shown) places.insert(place);
    std::string all;
    for (const Place& place : places) {
        const auto found = shown.find(place);
        const Sums theirs = found == shown.end() ? Sums{} : found->second;
        if (theirs == at(place)) continue;
        all += "\n  " + words_of(place) + " holds " + words(theirs) + " and should hold " +
               words(at(place));
    }
    return all;
}

std::vector<std::int64_t> split(std::int64_t whole, const std::vector<std::int64_t>& weights) {
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    std::vector<std::int64_t> parts;
    std::vector<std::pair<std::int64_t, std::size_t>> remainders;
    std::int64_t left = whole;
    for (std::size_t at = 0; at < weights.size(); ++at) {
        parts.push_back(whole * weights[at] / sum);
        remainders.emplace_back(-(whole * weights[at] % sum), at);
        left -= parts.back();
    }
    std::ranges::sort(remainders);
    for (std::size_t at = 0; left > 0; ++at, --left) ++parts[remainders[at].second];
    return parts;
}

}  // namespace almoner::tests
