// The stand-in's reader: any bytes are refused or add up; what our writer wrote is read back as it
// was.
#include "gateway/payment_file.h"
#include "ops/bank_stand_in/standard18_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace almoner;
using ops::bank_stand_in::Instruction;
using ops::bank_stand_in::read_standard18;

// Numbers and text taken from the input, zeros and nothing when it has run out.
class Source {
  public:
    explicit Source(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number(std::size_t bytes) {
        std::uint64_t value = 0;
        for (const char c : text(bytes)) value = value << 8U | static_cast<unsigned char>(c);
        return value;
    }
    std::string_view text(std::size_t bytes) {
        const std::string_view taken = rest_.substr(0, bytes);
        rest_.remove_prefix(taken.size());
        return taken;
    }
    [[nodiscard]] bool empty() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

std::string digits(std::uint64_t value, std::size_t width) {
    const std::string text = std::string(width, '0') + std::to_string(value);
    return text.substr(text.size() - width);
}

gateway::PaymentFile file_from(Source& source) {
    gateway::PaymentFile file;
    file.serial = "F" + digits(source.number(2), 5);
    file.created_on = ledger::Date::from_days(20000);
    file.originator = {"Council",
                       digits(source.number(2), 6),
                       digits(source.number(3), 8),
                       digits(source.number(2), 6)};
    while (!source.empty()) {
        gateway::PaymentItem item;
        item.end_to_end_id = item.reference = "ALM" + std::to_string(file.items.size());
        item.sort_code = digits(source.number(2), 6);
        item.account_number = digits(source.number(3), 8);
        item.amount = ledger::Money::from_pence(static_cast<std::int64_t>(source.number(3)));
        item.processing_on =
            ledger::Date::from_days(20001 + static_cast<std::int32_t>(source.number(1) % 4));
        item.entry_on = item.processing_on + 1;
        item.payee_name = source.text(source.number(1) % 32);
        file.items.push_back(std::move(item));
    }
    return file;
}

void round_trip(std::string_view bytes) {
    Source source(bytes);
    const auto profile = source.number(1) % 2 == 0 ? gateway::FileProfile::bacs18_single
                                                   : gateway::FileProfile::bacs18_multi;
    const gateway::PaymentFile file = file_from(source);
    const auto written = gateway::file_bytes(profile, file);
    if (!written.accepted()) return;
    const auto read = read_standard18(written.value());
    if (!read.accepted() || read.value().instructions.size() != file.items.size()) std::abort();
    std::size_t matched = 0;
    for (const gateway::PaymentItem& item : file.items)
        for (const Instruction& found : read.value().instructions)
            matched += found.reference == item.reference && found.amount == item.amount &&
                       found.payee.sort_code == item.sort_code &&
                       found.payee.number == item.account_number && found.on == item.processing_on;
    if (matched != file.items.size()) std::abort();
}

void any_bytes(std::string_view bytes) {
    const auto read = read_standard18(bytes);
    if (!read.accepted()) return;
    for (const Instruction& instruction : read.value().instructions)
        if (instruction.amount.pence() <= 0 || instruction.payee_name.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    any_bytes(bytes);
    if (size < 4096) round_trip(bytes);
    return 0;
}
