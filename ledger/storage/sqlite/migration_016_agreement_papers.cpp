#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_016_agreement_papers = R"sql(
-- Who was appointed to receive a direct payment for somebody without capacity, or for a child.
CREATE TABLE appointment(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  representative INTEGER NOT NULL,
  authority TEXT NOT NULL CHECK (authority IN
    ('deputy','attorney','parental-responsibility','nhs-appointee','authorised-person')),
  agreed_on INTEGER NOT NULL, best_interests INTEGER,
  appointed_on INTEGER NOT NULL, appointed_by INTEGER NOT NULL,
  CHECK (best_interests IS NOT NULL OR authority = 'parental-responsibility')
) STRICT;
CREATE INDEX appointment_by_representative ON appointment(representative);

-- The agreement as it was written out for signing, by its terms of that version.
CREATE TABLE agreement_document(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  agreement INTEGER NOT NULL, version INTEGER NOT NULL,
  recipient_kind TEXT NOT NULL CHECK (recipient_kind IN ('person','representative')),
  recipient INTEGER NOT NULL,
  format TEXT NOT NULL, language TEXT NOT NULL,
  html INTEGER NOT NULL, plain INTEGER,
  made_on INTEGER NOT NULL, made_by INTEGER NOT NULL
) STRICT;
CREATE INDEX agreement_document_by_agreement ON agreement_document(agreement);

-- Each try to make a PDF of it.
CREATE TABLE agreement_document_pdf(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  document INTEGER NOT NULL, evidence INTEGER, problem_private INTEGER, done_on INTEGER NOT NULL,
  CHECK ((evidence IS NULL) <> (problem_private IS NULL))
) STRICT;
CREATE INDEX agreement_document_pdf_by_document ON agreement_document_pdf(document);

-- Which document was signed, and what came back with the signature.
CREATE TABLE agreement_signing(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  agreement INTEGER NOT NULL, document INTEGER NOT NULL, evidence INTEGER NOT NULL,
  signed_on INTEGER NOT NULL
) STRICT;
CREATE INDEX agreement_signing_by_agreement ON agreement_signing(agreement);

-- What an agreement rests on stays as it was written.
CREATE TRIGGER appointment_is_never_changed BEFORE UPDATE ON appointment
  BEGIN SELECT RAISE(ABORT, 'an appointment is never changed'); END;
CREATE TRIGGER appointment_is_never_deleted BEFORE DELETE ON appointment
  BEGIN SELECT RAISE(ABORT, 'an appointment is never deleted'); END;
CREATE TRIGGER agreement_document_is_never_changed BEFORE UPDATE ON agreement_document
  BEGIN SELECT RAISE(ABORT, 'the document of an agreement is never changed'); END;
CREATE TRIGGER agreement_document_is_never_deleted BEFORE DELETE ON agreement_document
  BEGIN SELECT RAISE(ABORT, 'the document of an agreement is never deleted'); END;
CREATE TRIGGER agreement_document_pdf_is_never_changed BEFORE UPDATE ON agreement_document_pdf
  BEGIN SELECT RAISE(ABORT, 'a try to make a PDF is never changed'); END;
CREATE TRIGGER agreement_document_pdf_is_never_deleted BEFORE DELETE ON agreement_document_pdf
  BEGIN SELECT RAISE(ABORT, 'a try to make a PDF is never deleted'); END;
CREATE TRIGGER agreement_signing_is_never_changed BEFORE UPDATE ON agreement_signing
  BEGIN SELECT RAISE(ABORT, 'a signing is never changed'); END;
CREATE TRIGGER agreement_signing_is_never_deleted BEFORE DELETE ON agreement_signing
  BEGIN SELECT RAISE(ABORT, 'a signing is never deleted'); END;
)sql";

}  // namespace almoner::ledger
