// A value of a stored row as octets that no other value has, and back.
#pragma once

#include "ledger/journal/canonical.h"
#include "ledger/storage/database.h"

namespace almoner::ledger {

inline void write_value(CanonicalWriter& out, const Statement& from, int column) {
    switch (from.kind(column)) {
        case ValueKind::nothing: out.mark('n'); return;
        case ValueKind::integer:
            out.mark('i');
            out.integer(from.integer(column));
            return;
        case ValueKind::text:
            out.mark('t');
            out.text(from.text(column));
            return;
        case ValueKind::blob:
            out.mark('b');
            out.text(from.text(column));
            return;
    }
}

// Binds the next value. Throws CanonicalReader::Unreadable.
inline void bind_value(Statement& to, int position, CanonicalReader& in) {
    switch (in.mark()) {
        case 'n': to.bind_null(position); return;
        case 'i': to.bind_integer(position, in.integer()); return;
        case 't': to.bind_text(position, in.text()); return;
        case 'b': to.bind_blob(position, in.text()); return;
        default: throw CanonicalReader::Unreadable("that is no kind of value");
    }
}

}  // namespace almoner::ledger
