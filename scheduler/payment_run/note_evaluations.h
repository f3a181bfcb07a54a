// What the catalogue said of the payments of a run, kept beside them.
#pragma once

#include "scheduler/facts/release_book.h"
#include "scheduler/payment_run/draft.h"

#include <cstdint>
#include <span>

namespace almoner::scheduler {

// Whole, of a payment that the catalogue holds or warns of.
void note_held(ledger::Work& work,
               const ledger::CaseRef& about,
               std::int64_t person,
               ledger::Date on,
               const ReleaseAnswer& answer);

// Each of these payments that is held, of those that are warned of alike the first, and one digest
// for all that were asked about; their ids follow each other from `first`.
void note_evaluations(ledger::Work& work,
                      std::int64_t run,
                      std::int64_t first,
                      std::span<const Draft> drafts);

// What cases took off the payment of a draft, and what the rules looked at.
void note_offsets(ledger::Work& work, const Draft& draft, std::int64_t payment);

}  // namespace almoner::scheduler
