package com.skillforge.analytics.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a programmer would write by hand, without a framework, to count weekly active users: parse,
 * drop what is malformed, drop repeated ids, keep sets of users. It holds everything in memory and
 * knows no other rule of the tracking plan.
 */
final class WeeklyUsersCounter {
  private static final JsonFactory JSON = new JsonFactory();

  /** Distinct users of one persona in one week are one set. */
  private record Cell(LocalDate week, String persona) {}

  private final Set<String> ids = new HashSet<>();
  private final Map<Cell, Set<String>> users = new HashMap<>();
  private long read;
  private long malformed;
  private long duplicates;

  void add(byte[] value) {
    read++;
    @Nullable String id = null;
    @Nullable String user = null;
    @Nullable String persona = null;
    @Nullable String timestamp = null;
    try (JsonParser parser = JSON.createParser(value)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          switch (parser.currentName()) {
            case "event_id" -> id = parser.nextTextValue();
            case "user_id" -> user = parser.nextTextValue();
            case "persona" -> persona = parser.nextTextValue();
            case "event_timestamp" -> timestamp = parser.nextTextValue();
            default -> parser.nextToken();
          }
        }
      }
    } catch (JsonProcessingException e) {
      malformed++;
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (id == null || user == null || persona == null || timestamp == null) {
      throw new IllegalStateException("The benchmark's records all have these members.");
    }
    if (!ids.add(id)) {
      duplicates++;
      return;
    }
    LocalDate week = BenchEvents.weekOf(Instant.parse(timestamp).toEpochMilli());
    users.computeIfAbsent(new Cell(week, persona), cell -> new HashSet<>()).add(user);
  }

  BenchAnswer answer() {
    SortedMap<LocalDate, Set<String>> byWeek = new TreeMap<>();
    users.forEach(
        (cell, set) -> byWeek.computeIfAbsent(cell.week(), w -> new HashSet<>()).addAll(set));
    SortedMap<String, Long> weeklyUsers = new TreeMap<>();
    byWeek.forEach((week, set) -> weeklyUsers.put(week.toString(), (long) set.size()));
    return new BenchAnswer(read, ids.size(), duplicates, malformed, weeklyUsers);
  }
}
