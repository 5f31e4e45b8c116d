package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** A type of BigQuery, under its name in REST, with DuckDB's type that holds it. */
enum FieldType {
  STRING("STRING", "VARCHAR") {
    @Override
    JsonNode parse(JsonNode value) throws RowException {
      if (!value.isTextual()) {
        throw new RowException("Could not convert non-string JSON value to STRING: " + value);
      }
      return value;
    }
  },
  INTEGER("INT64", "BIGINT") {
    @Override
    JsonNode parse(JsonNode value) throws RowException {
      try {
        return LongNode.valueOf(Long.parseLong(value.asText()));
      } catch (NumberFormatException e) {
        throw new RowException("Could not convert value to integer: " + value);
      }
    }
  },
  FLOAT("FLOAT64", "DOUBLE") {
    @Override
    JsonNode parse(JsonNode value) throws RowException {
      try {
        return DoubleNode.valueOf(Double.parseDouble(value.asText()));
      } catch (NumberFormatException e) {
        throw new RowException("Could not convert value to double: " + value);
      }
    }
  },
  BOOLEAN("BOOL", "BOOLEAN") {
    @Override
    JsonNode parse(JsonNode value) throws RowException {
      String text = value.asText();
      if (!text.equals("true") && !text.equals("false")) {
        throw new RowException("Could not convert value to boolean: " + value);
      }
      return BooleanNode.valueOf(text.equals("true"));
    }
  },
  TIMESTAMP("TIMESTAMP", "TIMESTAMP") {
    @Override
    JsonNode parse(JsonNode value) throws RowException {
      try {
        if (!value.isTextual()) {
          throw new RowException("The stand-in takes timestamps as text, not " + value);
        }
        Instant instant = OffsetDateTime.parse(value.asText()).toInstant();
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (utc.getYear() < 1 || utc.getYear() > 9999) {
          throw new RowException("Timestamp out of range: " + value);
        }
        return TextNode.valueOf(utc.toString());
      } catch (DateTimeException e) {
        throw new RowException("Could not parse " + value + " as a timestamp");
      }
    }
  },
  JSON("JSON", "JSON") {
    @Override
    JsonNode parse(JsonNode value) throws RowException {
      try {
        return DOCUMENTS.readTree(value.asText());
      } catch (JsonProcessingException e) {
        throw new RowException("The value is no JSON.");
      }
    }
  };

  private static final ObjectMapper DOCUMENTS = new ObjectMapper();

  private final String standardName;
  private final String duckDb;

  FieldType(String standardName, String duckDb) {
    this.standardName = standardName;
    this.duckDb = duckDb;
  }

  String duckDb() {
    return duckDb;
  }

  /** Checks a value as it came, and gives it the form in which DuckDB reads it. */
  abstract JsonNode parse(JsonNode value) throws RowException;

  /** By either of its names. */
  static FieldType named(String name) {
    return Arrays.stream(values())
        .filter(type -> type.name().equals(name) || type.standardName.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("The stand-in does not know the type " + name));
  }

  static FieldType ofDuckDb(String name) {
    return Arrays.stream(values())
        .filter(type -> type.duckDb.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("The stand-in does not know DuckDB's " + name));
  }
}
