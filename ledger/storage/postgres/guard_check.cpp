#include "ledger/storage/postgres/guard_check.h"

#include "ledger/journal/sha256.h"
#include "ledger/storage/postgres/migrations.h"
#include "ledger/storage/schema_objects.h"

#include <string>

namespace almoner::ledger {
namespace {

// Names stand without their schema, since the search path leads to it.
constexpr const char* objects_sql = R"sql(
WITH here AS (SELECT current_schema()::regnamespace::oid AS oid),
     relation AS (SELECT c.* FROM pg_class c, here WHERE c.relnamespace = here.oid)
SELECT 'table ' || r.relname, CAST(r.relkind AS text) || ' ' || r.relrowsecurity || ' ' ||
       COALESCE(string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' ||
                a.attnotnull || ' ' || a.attcollation::regcollation || ' ' || CAST(a.attidentity AS text) ||
                CAST(a.attgenerated AS text) || COALESCE(pg_get_expr(d.adbin, d.adrelid, true), ''), ', '
                ORDER BY a.attnum), '')
  FROM relation r LEFT JOIN pg_attribute a
       ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
       LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
 WHERE r.relkind NOT IN ('i', 'I', 't') GROUP BY r.oid, r.relname, r.relkind, r.relrowsecurity
UNION ALL
SELECT 'constraint ' || r.relname || ' ' || c.conname,
       pg_get_constraintdef(c.oid, true) || ' ' || c.convalidated
  FROM pg_constraint c JOIN relation r ON r.oid = c.conrelid
UNION ALL
SELECT 'index ' || r.relname, pg_get_indexdef(i.indexrelid, 0, true) || ' ' || i.indisvalid
  FROM pg_index i JOIN relation r ON r.oid = i.indexrelid
UNION ALL
SELECT 'trigger ' || r.relname || ' ' || t.tgname,
       pg_get_triggerdef(t.oid, true) || ' ' || CAST(t.tgenabled AS text)
  FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL
SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
       pg_get_function_result(p.oid) || ' ' || l.lanname || ' ' || p.prosecdef || ' ' || p.prosrc
  FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang, here WHERE p.pronamespace = here.oid
UNION ALL
SELECT 'rule ' || r.relname || ' ' || w.rulename, pg_get_ruledef(w.oid, true)
  FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
)sql";

constexpr const char* migrations_sql =
    "SELECT 'migration ' || number, name || ' ' || checksum FROM migration";

void read(PostgresConnection& connection, const char* sql, SchemaObjects& objects) {
    const PostgresResult rows = connection.ask(sql);
    for (int row = 0; row < PQntuples(rows.get()); ++row) {
        objects[PQgetvalue(rows.get(), row, 0)] = PQgetvalue(rows.get(), row, 1);
    }
}

SchemaObjects ours(const StorePlace& place) {
    PostgresConnection reference(place.url);
    const std::string schema = place.schema.substr(0, 40) + "_as_made";
    std::string made = "BEGIN; CREATE SCHEMA " + schema + "; SET LOCAL search_path TO " + schema +
                       "; " + postgres_store_tables;
    for (const Migration& migration : postgres_migrations()) made += migration.sql;
    reference.script(made.c_str());
    SchemaObjects objects;
    read(reference, objects_sql, objects);
    (void)reference.ask("ROLLBACK");
    for (const Migration& migration : postgres_migrations()) {
        objects["migration " + std::to_string(migration.number)] =
            std::string(migration.name) + ' ' + sha256_hex(migration.sql);
    }
    return objects;
}

}  // namespace

std::vector<GuardFault> postgres_guard_faults(PostgresConnection& area, const StorePlace& place) {
    std::vector<GuardFault> faults;
    SchemaObjects theirs;
    read(area, objects_sql, theirs);
    if (theirs.contains("table migration")) read(area, migrations_sql, theirs);
    try {
        compare_objects(ours(place), theirs, faults);
    } catch (const StorageError& error) {
        faults.push_back(
            {"schema " + place.schema,
             std::string("it can't be compared with what the migrations make: ") + error.what()});
    }
    return faults;
}

}  // namespace almoner::ledger
