#include "ledger/records/appointment.h"

#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT id, representative, authority, agreed_on, best_interests, appointed_on, appointed_by"
    " FROM appointment WHERE representative = $1 ";
constexpr auto all_text = joined(columns, "ORDER BY id");
const Query all{all_text.data()};
constexpr auto on_day_text = joined(columns, "AND appointed_on <= $2 ORDER BY id DESC LIMIT 1");
const Query on_day{on_day_text.data()};

Appointment read(const Rows& rows) {
    return {.id = rows.integer(0),
            .representative = rows.integer(1),
            .authority = rows.str(2),
            .agreed_on = rows.date(3),
            .best_interests = rows.maybe_integer(4),
            .appointed_on = rows.date(5),
            .appointed_by = rows.integer(6)};
}

}  // namespace

std::int64_t insert_appointment(Work& work, const Appointment& appointment) {
    return work.records().insert(appointment_table,
                                 appointment.representative,
                                 appointment.authority,
                                 appointment.agreed_on,
                                 appointment.best_interests,
                                 appointment.appointed_on,
                                 appointment.appointed_by);
}

std::optional<Appointment> appointment_on(Database& database,
                                          std::int64_t representative,
                                          Date on) {
    return only_row(database.select(on_day, representative, on), read);
}

std::vector<Appointment> appointments_of(Database& database, std::int64_t representative) {
    return all_rows(database.select(all, representative), read);
}

}  // namespace almoner::ledger
