#include "scheduler/commands/text_check.h"

#include "gateway/csv/csv_encoding.h"

namespace almoner::scheduler {

ledger::Outcome<ledger::Done> check_text(const std::map<std::string, std::string>& fields) {
    for (const auto& [name, value] : fields) {
        if (name == "file" || name.starts_with("file:") || gateway::is_utf8(value)) continue;
        return ledger::Refusal{.code = "text-not-utf8",
                               .words = "This text holds characters that are not UTF-8.",
                               .next = "Type it again, or set the terminal's characters to UTF-8.",
                               .field = name,
                               .citation = {}};
    }
    return ledger::Done{};
}

}  // namespace almoner::scheduler
