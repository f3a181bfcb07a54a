#include "gateway/area/row_kinds.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace almoner::gateway {
namespace {

using ledger::Money;
using ledger::Stream;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::vector<Stream> streams_in(RowReader& in) {
    std::vector<Stream> streams;
    const std::string_view cell = in.cell("streams");
    for (std::size_t at = cell.find_first_not_of(' '); at < cell.size();) {
        const std::size_t end = std::min(cell.find(' ', at), cell.size());
        const auto stream = ledger::stream_named(cell.substr(at, end - at));
        if (!stream || *stream == Stream::person || *stream == Stream::unassigned) {
            in.complain("streams",
                        "not-in-the-list",
                        "A stream is one of: nhs, social-care, children, education.",
                        "Write those that this body pays with a space between them.");
            return {};
        }
        if (std::ranges::find(streams, *stream) == streams.end()) streams.push_back(*stream);
        at = std::min(cell.find_first_not_of(' ', end), cell.size());
    }
    if (streams.empty()) in.complain("streams", "empty", "The cell is empty.", "Fill it in.");
    return streams;
}

std::string service_user_number(RowReader& in, FileProfile profile) {
    std::string number(in.cell("service_user_number"));
    if (number.empty() && !is_bacs(profile)) return {};
    const bool digits = !number.empty() && std::ranges::all_of(number, is_digit);
    if (digits && number.size() == 6) return number;
    if (digits && number.size() == 5) {
        in.complain(
            "service_user_number",
            "service-user-number-lost-zero",
            "The service user number has five digits: a spreadsheet may have dropped a zero "
            "in front.",
            "Format the column as text and enter all six digits.");
    } else {
        in.complain("service_user_number",
                    number.empty() ? "empty" : "service-user-number",
                    "A Bacs file needs the service user number, which is six digits.",
                    "Look it up in the bank's letter.");
    }
    return {};
}

void check_limits(RowReader& in, const BankAccountRow& row) {
    if (!in.fine({"item_limit", "file_limit", "rail"})) return;
    // Bacs item limit for customers; Faster Payments limit of the scheme.
    const Money most = Money::from_pence(row.rail == Rail::bacs ? 20'000'000'00 : 1'000'000'00);
    if (row.item_limit > most) {
        in.complain("item_limit",
                    "limit-above-scheme",
                    "The limit for one payment is above that of the scheme.",
                    "Bacs takes at most 20,000,000.00 and Faster Payments 1,000,000.00 in one.");
    }
    if (row.file_limit < row.item_limit) {
        in.complain("file_limit",
                    "file-limit-below-item-limit",
                    "The limit for a file is below the limit for one payment.",
                    "Correct one of the two.");
    }
}

FileProfile file_profile(RowReader& in) {
    if (const auto found = file_profile_named(in.cell("file_profile"))) return *found;
    std::string words;
    for (const FileProfile profile : all_file_profiles) {
        words += (words.empty() ? "" : ", ") + std::string(name_of(profile));
    }
    in.complain("file_profile",
                in.blank("file_profile") ? "empty" : "not-in-the-list",
                "This is none of: " + words + ".",
                "Write one of those.");
    return {};
}

// A commissioner, or a support service whose client bank account it is.
void link_owner(RowReader& in, const AreaDraft& draft, BankAccountRow& row) {
    if (row.owner.empty()) return;
    const AreaDraft::Sheet& services = draft.sheet(AreaFile::support_services);
    row.owned_by_support_service = draft.find(AreaFile::support_services, row.owner).has_value();
    const bool perhaps =
        services.present && !services.readable && !draft.find(AreaFile::commissioners, row.owner);
    in.link_to("owner",
               row.owned_by_support_service || perhaps ? AreaFile::support_services
                                                       : AreaFile::commissioners,
               row.owner);
}

void check_profile(RowReader& in, const BankAccountRow& row) {
    constexpr std::size_t bacs_name = 18;  // Standard 18, record positions 47 to 64
    if (is_bacs(row.file_profile) && row.originator_name.size() > bacs_name) {
        in.complain("originator_name",
                    "originator-name-too-long",
                    "A Bacs file has room for 18 characters.",
                    "Shorten it to what payees will recognise.");
    }
    const bool fits =
        row.rail == Rail::faster_payments || row.file_profile != FileProfile::faster_payments;
    if (!fits && in.fine({"rail", "file_profile"})) {
        in.complain("file_profile",
                    "profile-of-another-rail",
                    "This file profile asks for Faster Payments, and the rail is bacs.",
                    "Correct one of the two.");
    }
}

}  // namespace

CommissionerRow commissioner(RowReader& in) {
    CommissionerRow row{.row = in.row(),
                        .commissioner = in.own_name(),
                        .name = in.text("name", longest_name),
                        .kind = in.one_of("kind", CommissionerKind::council),
                        .streams = streams_in(in)};
    const bool mixed = std::ranges::any_of(row.streams, [&](Stream stream) {
        return (stream == Stream::nhs) != (row.kind == CommissionerKind::nhs);
    });
    if (mixed && in.fine({"kind", "streams"})) {
        in.warn("streams",
                "stream-of-another-kind",
                "An NHS body seldom pays other streams than nhs, and a council seldom pays nhs.",
                "Leave it if the two have pooled their money; else correct it.");
    }
    return row;
}

BankAccountRow bank_account(RowReader& in, const AreaDraft& draft) {
    BankAccountRow row;
    row.row = in.row();
    row.bank_account = in.own_name();
    row.owner = in.take("owner", read_reference(in.cell("owner")), std::string{});
    row.details = in.account("name");
    row.rail = in.one_of("rail", Rail::faster_payments);
    row.file_profile = file_profile(in);
    row.originator_name = in.text("originator_name", longest_name);
    row.item_limit = in.money_above_zero("item_limit");
    row.file_limit = in.money_above_zero("file_limit");
    link_owner(in, draft, row);
    row.service_user_number = service_user_number(in, row.file_profile);
    check_profile(in, row);
    check_limits(in, row);
    return row;
}

SupportServiceRow support_service(RowReader& in) {
    return {.row = in.row(),
            .support_service = in.own_name(),
            .name = in.text("name", longest_name),
            .client_bank_account = in.link("client_bank_account", AreaFile::bank_accounts)};
}

ThirdPartyRow third_party(RowReader& in) {
    return {.row = in.row(),
            .third_party = in.own_name(),
            .name = in.text("name", longest_name),
            .kind = in.one_of("kind", ThirdPartyKind::trust),
            .details = in.account("account_name")};
}

ProviderRow provider(RowReader& in) {
    return {.row = in.row(),
            .provider = in.own_name(),
            .name = in.text("name", longest_name),
            .details = in.account("account_name")};
}

}  // namespace almoner::gateway
