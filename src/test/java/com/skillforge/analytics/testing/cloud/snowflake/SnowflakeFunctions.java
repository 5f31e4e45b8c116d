package com.skillforge.analytics.testing.cloud.snowflake;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions of Snowflake that the stand-in knows: those that DuckDB has too with the same
 * meaning, and those that a macro of DuckDB stands for. Any other is unknown to it, above all what
 * only DuckDB knows.
 */
final class SnowflakeFunctions {
  private static final Set<String> SAME =
      Set.of(
          """
          ABS AVG CAST CEIL COALESCE CORR COUNT DATE_TRUNC DENSE_RANK EXP FIRST_VALUE FLOOR
          LAG LAST_VALUE LEAD LENGTH LN LOWER LPAD LTRIM MAX MAX_BY MD5 MEDIAN MIN MIN_BY MOD NTILE
          NULLIF PERCENTILE_CONT POWER RANK REPLACE ROUND ROW_NUMBER RPAD RTRIM SIGN SPLIT_PART SQRT STDDEV
          STDDEV_POP STDDEV_SAMP SUBSTR SUBSTRING SUM TRIM TRY_CAST UPPER VAR_POP VAR_SAMP
          """
              .split("\\s+"));

  /** What DuckDB calls a function that is the same in all but its name. */
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("ARRAY_GENERATE_RANGE", "range"),
          Map.entry("ARRAY_SIZE", "len"),
          Map.entry("ARRAY_TO_STRING", "array_to_string"),
          Map.entry("BOOLAND_AGG", "bool_and"),
          Map.entry("BOOLOR_AGG", "bool_or"),
          Map.entry("CHAR", "chr"),
          Map.entry("CHR", "chr"),
          Map.entry("DATEDIFF", "date_diff"),
          Map.entry("DATE_PART", "date_part"),
          Map.entry("TIMESTAMPDIFF", "date_diff"),
          Map.entry("LISTAGG", "string_agg"),
          Map.entry("NVL", "coalesce"),
          Map.entry("IFNULL", "coalesce"),
          Map.entry("OBJECT_CONSTRUCT_KEEP_NULL", "json_object"),
          Map.entry("CURRENT_DATABASE", "current_database"),
          Map.entry("CURRENT_SCHEMA", "current_schema"),
          Map.entry("CONTAINS", "contains"),
          Map.entry("STARTSWITH", "starts_with"),
          Map.entry("ENDSWITH", "ends_with"));

  /** Functions whose first argument is a part of a date, written as a word. */
  private static final Set<String> WITH_DATE_PART =
      Set.of("DATEADD", "TIMESTAMPADD", "DATEDIFF", "TIMESTAMPDIFF", "DATE_PART", "DATE_TRUNC");

  private static final String MACRO = "sf_";

  /** The macro that makes text of any value. */
  static final String TEXT = MACRO + "to_varchar";

  /** The macros by name; each parameter list with its expression. */
  private static final Map<String, List<String>> MACROS =
      Map.ofEntries(
          // DuckDB's is null where no condition is known, Snowflake's is 0.
          macro("COUNT_IF", "(c) AS count(CASE WHEN c THEN 1 END)"),
          macro("PARSE_JSON", "(t) AS CAST(t AS JSON)"),
          macro(
              "TRY_PARSE_JSON",
              "(t) AS CASE WHEN json_valid(t) THEN CAST(t AS JSON) ELSE NULL END"),
          macro("TO_JSON", "(v) AS CAST(v AS VARCHAR)"),
          macro("TO_VARIANT", "(v) AS to_json(v)"),
          macro("BASE64_DECODE_STRING", "(t) AS decode(from_base64(t))"),
          macro("BASE64_ENCODE", "(t) AS to_base64(encode(t))"),
          macro(
              "GET",
              "(v, k) AS json_extract(v,"
                  + " '$.\"' || replace(CAST(k AS VARCHAR), '\"', '\\\"') || '\"')"),
          macro(
              "AS_VARCHAR",
              "(v) AS CASE WHEN json_type(v) = 'VARCHAR' THEN json_extract_string(v, '$') END"),
          macro(
              "AS_CHAR",
              "(v) AS CASE WHEN json_type(v) = 'VARCHAR' THEN json_extract_string(v, '$') END"),
          macro(
              "AS_INTEGER",
              "(v) AS CASE WHEN json_type(v) IN ('BIGINT', 'UBIGINT') THEN CAST(v AS BIGINT) END"),
          macro(
              "AS_DOUBLE",
              "(v) AS CASE WHEN json_type(v) IN ('BIGINT', 'UBIGINT', 'DOUBLE')"
                  + " THEN CAST(v AS DOUBLE) END"),
          macro(
              "AS_BOOLEAN",
              "(v) AS CASE WHEN json_type(v) = 'BOOLEAN' THEN CAST(v AS BOOLEAN) END"),
          macro(
              "AS_ARRAY", "(v) AS CASE WHEN json_type(v) = 'ARRAY' THEN CAST(v AS VARCHAR[]) END"),
          macro("ARRAY_AGG", "(v) AS list(v)"),
          macro("ARRAY_EXCEPT", "(a, b) AS list_filter(a, lambda x: NOT list_contains(b, x))"),
          macro("REGEXP_REPLACE", "(v, p, r) AS regexp_replace(v, p, r, 'g')"),
          macro("IS_NULL_VALUE", "(v) AS json_type(v) = 'NULL'"),
          macro("TO_ARRAY", "(v) AS CAST(v AS VARCHAR[])"),
          macro("ARRAY_CONTAINS", "(v, a) AS list_contains(a, json_extract_string(v, '$'))"),
          macro(
              "TO_VARCHAR",
              "(v) AS CASE WHEN typeof(v) = 'JSON' THEN json_extract_string(to_json(v), '$')"
                  + " ELSE CAST(v AS VARCHAR) END"),
          macro("TO_DATE", "(v) AS CAST(v AS DATE)"),
          macro("TO_DOUBLE", "(v) AS CAST(v AS DOUBLE)"),
          macro("TO_NUMBER", "(v) AS CAST(v AS BIGINT)"),
          macro("TO_BOOLEAN", "(v) AS CAST(v AS BOOLEAN)"),
          macro(
              "TO_TIMESTAMP_NTZ",
              "(v) AS CAST(v AS TIMESTAMP)",
              "(v, s) AS make_timestamp(CAST(v AS BIGINT) * CAST(power(10, 6 - s) AS BIGINT))"),
          macro("TRY_TO_TIMESTAMP_NTZ", "(v) AS TRY_CAST(v AS TIMESTAMP)"),
          macro("SYSDATE", "() AS CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP)"),
          macro("CURRENT_TIMESTAMP", "() AS now()"),
          macro("CURRENT_DATE", "() AS CAST(now() AT TIME ZONE 'UTC' AS DATE)"),
          macro("CONVERT_TIMEZONE", "(z, v) AS timezone(z, CAST(v AS TIMESTAMPTZ))"),
          macro("DATEADD", "(u, n, v) AS v + n * CAST('1 ' || u AS INTERVAL)"),
          macro("TIMESTAMPADD", "(u, n, v) AS v + n * CAST('1 ' || u AS INTERVAL)"),
          macro("IFF", "(c, a, b) AS CASE WHEN c THEN a ELSE b END"),
          macro("NVL2", "(c, a, b) AS CASE WHEN c IS NOT NULL THEN a ELSE b END"),
          macro("ZEROIFNULL", "(v) AS coalesce(v, 0)"),
          macro("EQUAL_NULL", "(a, b) AS a IS NOT DISTINCT FROM b"),
          macro("DIV0", "(a, b) AS CASE WHEN b = 0 THEN 0 ELSE a / b END"),
          macro("DIV0NULL", "(a, b) AS CASE WHEN b = 0 OR b IS NULL THEN 0 ELSE a / b END"),
          macro("SHA2", "(v) AS sha256(v)", "(v, bits) AS sha256(v)"),
          macro("CURRENT_ROLE", "() AS 'PIPELINES'"),
          macro("CURRENT_WAREHOUSE", "() AS 'STAND_IN'"),
          macro("CURRENT_USER", "() AS 'PIPELINES'"),
          macro("CURRENT_ACCOUNT", "() AS 'STAND_IN'"),
          macro("CURRENT_VERSION", "() AS '9.0.0'"));

  private SnowflakeFunctions() {}

  private static Map.Entry<String, List<String>> macro(String name, String... bodies) {
    return Map.entry(name, List.of(bodies));
  }

  /** What DuckDB calls a function; empty when Snowflake, as far as known here, has none such. */
  static Optional<String> duckDb(String function) {
    String name = function.toUpperCase(Locale.ROOT);
    if (SAME.contains(name)) {
      return Optional.of(name);
    }
    if (RENAMED.containsKey(name)) {
      return Optional.of(RENAMED.get(name));
    }
    return MACROS.containsKey(name)
        ? Optional.of(MACRO + name.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  static boolean beginsWithDatePart(String function) {
    return WITH_DATE_PART.contains(function.toUpperCase(Locale.ROOT));
  }

  /** The statements that give a connection of DuckDB the macros. */
  static List<String> macros() {
    return MACROS.entrySet().stream()
        .map(
            entry ->
                "CREATE OR REPLACE TEMP MACRO "
                    + MACRO
                    + entry.getKey().toLowerCase(Locale.ROOT)
                    + String.join(", ", entry.getValue()))
        .toList();
  }
}
