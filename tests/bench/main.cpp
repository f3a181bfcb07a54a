// almoner_bench: each figure beside its floor, measured by turns in the same run.
#include "tests/bench/callers.h"
#include "tests/bench/payments.h"
#include "tests/bench/payroll.h"
#include "tests/bench/postgres_posting.h"
#include "tests/bench/posting.h"
#include "tests/bench/proof.h"
#include "tests/bench/slips.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace {

constexpr const char* usage =
    "usage: almoner_bench [REPEATS [FOLDER [posting|payments|slips|proof|run [PAYMENTS]|next "
    "[PAYMENTS]\n"
    "                                       |payroll [SLIPS]|callers [POSTGRES]|postgres "
    "POSTGRES]]]\n";

}  // namespace

// FOLDER stands on the disk that is asked about; "run" is the first payment run alone, "next" the
// one after it. POSTGRES is a connection as libpq reads it, made ready with pgbench -i; "all" goes
// without. Exit code 1 when a promise was not kept.
int main(int count, char** words) {
    const int repeats = count > 1 ? std::atoi(words[1]) : 5;
    const std::string_view part = count > 3 ? words[3] : "all";
    const std::string postgres = count > 4 ? words[4] : "";
    std::string pattern =
        (std::filesystem::path(count > 2 ? words[2] : ".") / "bench-XXXXXX").string();
    if (repeats < 1 || (part == "postgres" && postgres.empty()) ||
        ::mkdtemp(pattern.data()) == nullptr) {
        std::fputs(usage, stderr);
        return 2;
    }
    std::puts("SQLite on a file, WAL, synchronous=FULL, 8,000 transfers to a commit");
    const std::int64_t payments = count > 4 ? std::atoll(words[4]) : 100'000;
    bool kept = true;
    const auto is_asked = [&](std::string_view name) { return part == name || part == "all"; };
    if (is_asked("slips")) kept = almoner::bench::slip_figures(repeats);
    if (is_asked("posting")) kept = almoner::bench::posting_figures(pattern, repeats) && kept;
    if (is_asked("callers"))
        kept = almoner::bench::caller_figures(pattern, postgres, repeats) && kept;
    if (is_asked("proof")) kept = almoner::bench::proof_figures(pattern, repeats) && kept;
    if (part == "postgres") kept = almoner::bench::postgres_figures(postgres, repeats) && kept;
    if (is_asked("payments") || part == "run") {
        const bool with_statement = part != "run";
        kept = almoner::bench::payment_figures(pattern, payments, repeats, with_statement) && kept;
    }
    if (is_asked("payroll")) {
        const std::filesystem::path folder = pattern;
        kept = almoner::bench::payroll_figures(folder / "payroll", payments, repeats) && kept;
        kept = almoner::bench::take_over_figures(folder / "take-over", repeats) && kept;
    }
    if (is_asked("payments") || part == "next") {
        kept = almoner::bench::later_run_figures(
                   std::filesystem::path(pattern) / "next", payments, repeats) &&
               kept;
    }
    std::filesystem::remove_all(pattern);
    return kept ? 0 : 1;
}
