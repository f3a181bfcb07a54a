#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_016_agreement_papers = R"sql(
-- Who was appointed to receive a direct payment for somebody without capacity, or for a child.
CREATE TABLE appointment(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  representative BIGINT NOT NULL,
  authority TEXT COLLATE "C" NOT NULL CHECK (authority IN
    ('deputy','attorney','parental-responsibility','nhs-appointee','authorised-person')),
  agreed_on BIGINT NOT NULL, best_interests BIGINT,
  appointed_on BIGINT NOT NULL, appointed_by BIGINT NOT NULL,
  CHECK (best_interests IS NOT NULL OR authority = 'parental-responsibility')
);
CREATE INDEX appointment_by_representative ON appointment(representative);

-- The agreement as it was written out for signing, by its terms of that version.
CREATE TABLE agreement_document(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  agreement BIGINT NOT NULL, version BIGINT NOT NULL,
  recipient_kind TEXT COLLATE "C" NOT NULL CHECK (recipient_kind IN ('person','representative')),
  recipient BIGINT NOT NULL,
  format TEXT COLLATE "C" NOT NULL, language TEXT COLLATE "C" NOT NULL,
  html BIGINT NOT NULL, plain BIGINT,
  made_on BIGINT NOT NULL, made_by BIGINT NOT NULL
);
CREATE INDEX agreement_document_by_agreement ON agreement_document(agreement);

-- Each try to make a PDF of it.
CREATE TABLE agreement_document_pdf(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  document BIGINT NOT NULL, evidence BIGINT, problem_private BIGINT, done_on BIGINT NOT NULL,
  CHECK ((evidence IS NULL) <> (problem_private IS NULL))
);
CREATE INDEX agreement_document_pdf_by_document ON agreement_document_pdf(document);

-- Which document was signed, and what came back with the signature.
CREATE TABLE agreement_signing(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  agreement BIGINT NOT NULL, document BIGINT NOT NULL, evidence BIGINT NOT NULL,
  signed_on BIGINT NOT NULL
);
CREATE INDEX agreement_signing_by_agreement ON agreement_signing(agreement);

-- What an agreement rests on stays as it was written.
CREATE TRIGGER appointment_is_never_changed BEFORE UPDATE ON appointment
  FOR EACH ROW EXECUTE FUNCTION refuse('an appointment is never changed');
CREATE TRIGGER appointment_is_never_deleted BEFORE DELETE ON appointment
  FOR EACH ROW EXECUTE FUNCTION refuse('an appointment is never deleted');
CREATE TRIGGER appointment_is_never_emptied BEFORE TRUNCATE ON appointment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an appointment is never deleted');
CREATE TRIGGER agreement_document_is_never_changed BEFORE UPDATE ON agreement_document
  FOR EACH ROW EXECUTE FUNCTION refuse('the document of an agreement is never changed');
CREATE TRIGGER agreement_document_is_never_deleted BEFORE DELETE ON agreement_document
  FOR EACH ROW EXECUTE FUNCTION refuse('the document of an agreement is never deleted');
CREATE TRIGGER agreement_document_is_never_emptied BEFORE TRUNCATE ON agreement_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('the document of an agreement is never deleted');
CREATE TRIGGER agreement_document_pdf_is_never_changed BEFORE UPDATE ON agreement_document_pdf
  FOR EACH ROW EXECUTE FUNCTION refuse('a try to make a PDF is never changed');
CREATE TRIGGER agreement_document_pdf_is_never_deleted BEFORE DELETE ON agreement_document_pdf
  FOR EACH ROW EXECUTE FUNCTION refuse('a try to make a PDF is never deleted');
CREATE TRIGGER agreement_document_pdf_is_never_emptied BEFORE TRUNCATE ON agreement_document_pdf
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a try to make a PDF is never deleted');
CREATE TRIGGER agreement_signing_is_never_changed BEFORE UPDATE ON agreement_signing
  FOR EACH ROW EXECUTE FUNCTION refuse('a signing is never changed');
CREATE TRIGGER agreement_signing_is_never_deleted BEFORE DELETE ON agreement_signing
  FOR EACH ROW EXECUTE FUNCTION refuse('a signing is never deleted');
CREATE TRIGGER agreement_signing_is_never_emptied BEFORE TRUNCATE ON agreement_signing
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a signing is never deleted');
)sql";

}  // namespace almoner::ledger
