// The composition root: puts the rooms together and runs the command line.
#include "api/cli/program.h"
#include "ops/backup/backup_commands.h"
#include "ops/demo/demo_command.h"
#include "ops/hmrc/submit_command.h"
#include "ops/letters/print_command.h"
#include "ops/pack/pack_command.h"
#include "ops/proof/key_commands.h"
#include "ops/proof/signing_key_file.h"
#include "ops/store/migrate_store.h"
#include "ops/store/store_choice.h"

#include "bank_holidays.h"
#include "payroll_rates.h"
#include <chrono>
#include <filesystem>
#include <sys/stat.h>

namespace {

std::int64_t now_ms() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

auto store_of(const std::filesystem::path& folder, const std::string& asked) {
    return almoner::ops::chosen_store(folder, asked, now_ms, ALMONER_VERSION);
}

}  // namespace

int main(int argc, char** argv) {
    // What the program writes is about people: its owner alone reads it.
    ::umask(S_IRWXG | S_IRWXO);
    const almoner::api::Program program{
        .store = store_of,
        .clock = now_ms,
        .version = ALMONER_VERSION,
        .bank_holidays = almoner::ops::our_bank_holidays,
        .payroll_rates = almoner::ops::our_payroll_rates,
        .signing_key = almoner::ops::read_signing_key,
        .more_commands = {almoner::ops::backup_command(),
                          almoner::ops::demo::demo_command(),
                          almoner::ops::drill_command(),
                          almoner::ops::ending_pack_command(),
                          almoner::ops::key_make_command(),
                          almoner::ops::key_show_command(),
                          almoner::ops::letter_print_command(),
                          almoner::ops::migrate_store_command(),
                          almoner::ops::payroll_submit_command(),
                          almoner::ops::restore_command(),
                          almoner::ops::safekeeping_note_command()}};
    return almoner::api::run_program(program, argc, argv);
}
