package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.PLAN;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.STUDENT_TOPIC;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.accepted;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.contents;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.plan.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every record there could be. */
class RecordParserPropertiesTest {
  private static final List<String> SECRETS =
      List.of("maya.rivera@example.org", "+14155550100", "(415) 555-0100", "4155550100");

  /** One parser for all tries: nothing of one record may show in the next. */
  private final RecordParser reused = new RecordParser(PLAN, "local");

  @Provide
  Arbitrary<byte[]> bytes() {
    return RecordArbitraries.bytes();
  }

  @Provide
  Arbitrary<String> topics() {
    return RecordArbitraries.topics();
  }

  @Provide
  Arbitrary<String> anyJson() {
    return RecordArbitraries.json();
  }

  @Provide
  Arbitrary<Map<String, Object>> validRecords() {
    return RecordArbitraries.validRecords();
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.of(SECRETS);
  }

  @Property(tries = 5000)
  void everyInputIsARecordOrADeadLetter(
      @ForAll("topics") String topic, @ForAll("bytes") byte[] bytes) {
    ParseResult once = reused.parse(source(topic, bytes), name -> {});
    ParseResult again = new RecordParser(PLAN, "local").parse(source(topic, bytes), name -> {});
    if (once instanceof ParseResult.Rejected rejected) {
      assertThat(rejected.deadLetter().violations()).isNotEmpty();
      assertThat(again).isEqualTo(once);
      assertThat(PiiScanner.containsPii(rejected.deadLetter().payload())).isFalse();
    } else {
      assertThat(contents(accepted(again))).isEqualTo(contents(accepted(once)));
    }
  }

  @Property(tries = 2000)
  void anUnknownPropertyOfAnyKindChangesNothingButADerivedIdentity(
      @ForAll("anyJson") String value) {
    Map<String, Object> session = SampleRecords.required("session_started");
    String event = json(session);
    String extended = event.substring(0, event.length() - 1) + ",\"extra\":" + value + "}";
    AnalyticsRecord record = accepted(STUDENT_TOPIC, extended);
    AnalyticsRecord plain = accepted(STUDENT_TOPIC, event);
    assertThat(record.recordId()).isNotEqualTo(plain.recordId());
    Map<String, Object> contents = contents(record);
    contents.keySet().removeAll(List.of("event_id", "(record)"));
    Map<String, Object> expected = contents(plain);
    expected.keySet().removeAll(List.of("event_id", "(record)"));
    assertThat(contents).isEqualTo(expected);
  }

  @Property
  void orderWhitespaceAndEscapesMeanNothing(
      @ForAll("validRecords") Map<String, Object> members, @ForAll Random random) {
    RecordType type = typeOf(members);
    String topic = SampleRecords.topicOf(type);
    AnalyticsRecord record = accepted(topic, json(members));
    String other = loosely(RecordArbitraries.shuffled(members, random), random);
    assertThat(contents(accepted(topic, other))).isEqualTo(contents(record));
  }

  private static RecordType typeOf(Map<String, Object> members) {
    Object name = members.getOrDefault("event_name", members.get("record_type"));
    return PLAN.recordType((String) name).orElseThrow();
  }

  private static String loosely(Object value, Random random) {
    String space = " \t\r\n".substring(0, random.nextInt(5));
    if (value instanceof Map<?, ?> map) {
      List<String> members = new ArrayList<>();
      map.forEach((k, v) -> members.add(loosely(k, random) + ":" + loosely(v, random)));
      return space + "{" + space + String.join(",", members) + "}" + space;
    }
    if (value instanceof List<?> list) {
      List<String> elements = list.stream().map(element -> loosely(element, random)).toList();
      return "[" + space + String.join("," + space, elements) + "]";
    }
    if (value instanceof String text) {
      StringBuilder escaped = new StringBuilder("\"");
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        escaped.append(random.nextInt(4) == 0 ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
      return space + escaped + "\"" + space;
    }
    return space + value + space;
  }

  @Property(tries = 3000)
  void noRawPiiSurvives(
      @ForAll("validRecords") Map<String, Object> members,
      @ForAll("secrets") String secret,
      @ForAll Random random) {
    String topic = SampleRecords.topicOf(typeOf(members));
    byte[] bytes = plant(json(members), secret, random).getBytes(UTF_8);
    List<String> unknown = new ArrayList<>();
    ParseResult result = reused.parse(source(topic, bytes), unknown::add);
    assertThat(unknown).noneMatch(name -> name.contains(secret));
    if (result instanceof ParseResult.Rejected rejected) {
      DeadLetter letter = rejected.deadLetter();
      assertThat(letter.toString() + letter.message() + letter.paths()).doesNotContain(secret);
    } else {
      assertThat(contents(accepted(result)).toString()).doesNotContain(secret);
    }
  }

  /** The text with a secret somewhere in it: in a value, a name, between tokens, escaped or not. */
  private static String plant(String json, String secret, Random random) {
    List<Integer> quotes = new ArrayList<>();
    for (int i = json.indexOf('"'); i >= 0; i = json.indexOf('"', i + 1)) {
      quotes.add(i);
    }
    int at = quotes.get(random.nextInt(quotes.size()));
    String written = random.nextBoolean() ? secret : loosely(secret, random).trim();
    String bare = written.replace("\"", "");
    return switch (random.nextInt(5)) {
      case 0 -> json.substring(0, at + 1) + bare + " " + json.substring(at + 1);
      case 1 -> json.substring(0, at) + " " + bare + json.substring(at);
      case 2 -> json.replaceFirst("\\{", "{\"" + quote(bare) + "\":1,");
      case 3 ->
          json.replaceFirst("\\{", "{\"x\":{\"" + quote(bare) + "\":[\"" + quote(bare) + "\"]},");
      default -> "{\"x\":\"" + bare + "\",\"y\":" + json.substring(0, at);
    };
  }

  private static String quote(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }
}
