#include "tests/power/life.h"

#include "tests/power/keeping.h"

#include <array>
#include <utility>

namespace almoner::tests {
namespace {

// As in production, or so that nearly every commit writes into the database file too.
constexpr std::array<std::int64_t, 5> checkpoints{4096, 1, 4, 16, 64};

// Short ways come up as often as long ones: recovery is short. The longest has to reach beyond the
// some thousand writes that make an area's tables.
std::int64_t way_to_the_cut(Chance& chance) {
    constexpr std::uint64_t sizes = 12;
    return 1 + static_cast<std::int64_t>(chance.below(std::uint64_t{2} << chance.below(sizes)));
}

}  // namespace

Life::Life(PowerVfs& vfs, const Script& script, LifeSettings settings, std::uint64_t seed)
    : vfs_(vfs),
      script_(script),
      settings_(std::move(settings)),
      seed_(seed),
      chance_(seed),
      pages_to_checkpoint_(checkpoints.at(chance_.below(checkpoints.size()))),
      done_(chance_.below(script.steps.size())) {
    if (script.begins_with_nothing && chance_.one_in(2)) {
        done_ = 0;
    } else {
        disk_ = script.steps[done_].before;
    }
}

Cuts& Cuts::operator+=(const Cuts& more) {
    all += more.all;
    opening += more.opening;
    commands += more.commands;
    upkeep += more.upkeep;
    at_the_end += more.at_the_end;
    keeping += more.keeping;
    kept += more.kept;
    kills += more.kills;
    return *this;
}

std::ostream& operator<<(std::ostream& out, const Cuts& cuts) {
    return out << cuts.all << " cuts: " << cuts.opening << " while the area was opened, "
               << cuts.commands << " in commands, " << cuts.upkeep
               << " in checkpoints and restarts, " << cuts.at_the_end << " while it was closed; "
               << cuts.kept << " times what was not acknowledged yet was there; " << cuts.kills
               << " kills between; " << cuts.keeping << " cuts in what is kept elsewhere";
}

void Life::broken(Broken::What what, const std::string& words) const {
    const std::string step = done_ < script_.steps.size() ? script_.steps[done_].name : "the end";
    throw Broken(what,
                 words + " (ALMONER_POWER_SEED=" + std::to_string(seed_) + ", after cut " +
                     std::to_string(cuts_.all) + ", at '" + step + "')");
}

void Life::do_step(Session& session) {
    const Step& step = script_.steps[done_];
    const auto texts = step.run(session).texts;
    if (texts != step.answers && texts != step.answers_again) {
        broken(Broken::What::half_applied, "another answer than an area gives that was not cut");
    }
    ++done_;
}

SessionSettings Life::session_settings() const {
    SessionSettings settings{.folder = settings_.folder,
                             .pages_to_checkpoint = pages_to_checkpoint_,
                             .synchronous = settings_.synchronous};
    return settings_.kept ? shipping(*settings_.kept, std::move(settings)) : settings;
}

void Life::go_on_until_cut() {
    vfs_.insert(disk_, chance_.below(1'000'000));
    vfs_.plan({.kind = FaultKind::power_cut, .at = way_to_the_cut(chance_)});
    is_open_ = false;
    try {
        Session session(session_settings());
        is_open_ = true;
        while (done_ < script_.steps.size()) do_step(session);
    } catch (const ledger::StorageError& error) {
        if (!vfs_.faults().is_off()) broken(Broken::What::not_opened, error.what());
    }
}

void Life::count_cut() {
    ++cuts_.all;
    if (vfs_.was_cut_in_folders()) ++cuts_.keeping;
    if (!is_open_) {
        ++cuts_.opening;
    } else if (done_ == script_.steps.size()) {
        ++cuts_.at_the_end;
    } else {
        ++(script_.steps[done_].has_commands ? cuts_.commands : cuts_.upkeep);
    }
}

void Life::check() {
    try {
        const std::size_t entries =
            check_what_survived(vfs_, disk_, script_, done_, {.folder = settings_.folder});
        if (entries > script_.entries_before(done_)) ++cuts_.kept;
        if (settings_.kept) check_what_is_kept(script_, done_, *settings_.kept, entries);
    } catch (const Broken& error) {
        broken(error.kind, error.what());
    }
}

// Once in a while it was the process alone that ended: the system still has all that it wrote.
void Life::be_found_after_it() {
    const bool was_cut = vfs_.faults().is_off();
    if (!was_cut || chance_.one_in(4)) {
        disk_ = vfs_.disk();
        if (was_cut) ++cuts_.kills;
    } else {
        count_cut();
        disk_ = vfs_.disk().after_power_cut(chance_);
    }
}

Cuts Life::live() {
    bool is_over = false;
    while (!is_over) {
        go_on_until_cut();
        be_found_after_it();
        is_over = done_ == script_.steps.size();
        check();
    }
    return cuts_;
}

}  // namespace almoner::tests
