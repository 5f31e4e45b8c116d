package com.skillforge.analytics.transforms.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.skillforge.analytics.plan.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random records: valid ones, damaged ones, and texts that never were records. */
final class RecordArbitraries {
  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "\\u0040",
          "\\ud83d",
          "null",
          "true",
          "-",
          "0",
          "1e400",
          "12345678901234567890",
          "\"event_name\"",
          "\"persona\"",
          "\"session_started\"",
          "\"tasks\"",
          "\"student_ids\"",
          "\"user_id\"",
          "maya@example.org",
          "+14155550100",
          " ",
          "\n",
          "\u0000",
          "é",
          "📞");

  private RecordArbitraries() {}

  static Arbitrary<RecordType> types() {
    return Arbitraries.of(SampleRecords.PLAN.recordTypes());
  }

  static Arbitrary<String> topics() {
    return Arbitraries.of(SampleRecords.PLAN.topics()).map(topic -> topic.name());
  }

  /** Any JSON value, as text. */
  static Arbitrary<String> json() {
    Arbitrary<String> scalars =
        Arbitraries.oneOf(
            Arbitraries.of("null", "true", "false", "0", "-0", "-0.0", "1e-400", "5e-324", "1e22"),
            Arbitraries.doubles().between(-1e300, 1e300).ofScale(20).map(d -> Double.toString(d)),
            Arbitraries.longs().map(l -> Long.toString(l)),
            Arbitraries.bigIntegers().map(n -> n.toString()),
            texts().map(SampleRecords::json));
    return Arbitraries.recursive(() -> scalars, RecordArbitraries::nested, 0, 3);
  }

  private static Arbitrary<String> nested(Arbitrary<String> inner) {
    Arbitrary<String> arrays = inner.list().ofMaxSize(3).map(l -> "[" + String.join(",", l) + "]");
    Arbitrary<String> objects =
        Arbitraries.maps(texts().map(SampleRecords::json), inner)
            .ofMaxSize(3)
            .map(
                map -> {
                  List<String> members = new ArrayList<>();
                  map.forEach((name, value) -> members.add(name + ":" + value));
                  return "{" + String.join(",", members) + "}";
                });
    return Arbitraries.oneOf(inner, arrays, objects);
  }

  /** Text without unpaired surrogates. */
  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().ofMaxLength(6),
        Arbitraries.strings().withChars("aé€\u2028\"\\/\b\n\u007F").ofMaxLength(4),
        Arbitraries.of("📞", "", "user_id"));
  }

  /** A valid record of any type, some optional properties, members in any order. */
  static Arbitrary<Map<String, Object>> validRecords() {
    return Combinators.combine(types(), Arbitraries.randomValue(random -> random))
        .as(RecordArbitraries::someOf);
  }

  private static Map<String, Object> someOf(RecordType type, Random random) {
    Map<String, Object> required = SampleRecords.required(type);
    Map<String, Object> chosen = SampleRecords.full(type);
    chosen
        .keySet()
        .removeIf(
            name ->
                !required.containsKey(name)
                    && !name.equals("schema_version")
                    && random.nextBoolean());
    return shuffled(chosen, random);
  }

  static Map<String, Object> shuffled(Map<String, Object> members, Random random) {
    List<String> names = new ArrayList<>(members.keySet());
    Collections.shuffle(names, random);
    Map<String, Object> shuffled = new LinkedHashMap<>();
    names.forEach(name -> shuffled.put(name, members.get(name)));
    return shuffled;
  }

  /** Bytes that may or may not be a record. */
  static Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    Arbitrary<byte[]> tokens =
        Arbitraries.of(TOKENS)
            .list()
            .ofMaxSize(30)
            .map(list -> String.join("", list).getBytes(UTF_8));
    Arbitrary<byte[]> anyJson = json().map(json -> json.getBytes(UTF_8));
    Arbitrary<byte[]> damaged =
        Combinators.combine(validRecords(), Arbitraries.randomValue(r -> r))
            .as((record, r) -> damage(SampleRecords.json(record).getBytes(UTF_8), r));
    return Arbitraries.oneOf(random, tokens, anyJson, damaged);
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int n = random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(3)) {
        case 0 -> damaged[at] = (byte) random.nextInt(256);
        case 1 -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
        default -> {
          String token = TOKENS.get(random.nextInt(TOKENS.size()));
          damaged = insert(damaged, at, token.getBytes(UTF_8));
        }
      }
    }
    return damaged;
  }

  static byte[] insert(byte[] bytes, int at, byte[] inserted) {
    byte[] all = new byte[bytes.length + inserted.length];
    System.arraycopy(bytes, 0, all, 0, at);
    System.arraycopy(inserted, 0, all, at, inserted.length);
    System.arraycopy(bytes, at, all, at + inserted.length, bytes.length - at);
    return all;
  }
}
