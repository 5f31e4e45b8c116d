package com.skillforge.analytics.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.parsing.ParseResult;
import com.skillforge.analytics.transforms.parsing.RecordParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every record that the documents show is accepted, or rejected for the reason that they give. */
class DocumentedRecordsTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();
  private static final Instant RECEIVED = Instant.parse("2026-02-02T09:30:01Z");
  private static final Pattern REJECTED =
      Pattern.compile("(?s)\n## ([A-Z_]+)\n\n[^\n]*On `([a-z._]+)`:\n\n```json\n(.*?)\n```\n");
  private static final Pattern ACCEPTED =
      Pattern.compile("(?s)\n### `([a-z_]+)`\n(?:(?!\n### ).)*?\n```json\n(.*?)\n```\n");

  private static ParseResult parse(String topic, String json) {
    RecordPosition position = new RecordPosition(RecordPosition.KAFKA, topic, 0, 1);
    return new RecordParser(PLAN, "prod")
        .parse(
            new SourceRecord(position, RECEIVED.toEpochMilli(), null, json.getBytes(UTF_8)),
            name -> {
              throw new AssertionError("the plan does not know " + name);
            });
  }

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("docs", name));
  }

  @Test
  void eachCodeHasAnExampleThatIsRejectedWithIt() throws IOException {
    Map<String, List<ErrorCode>> found = new LinkedHashMap<>();
    Map<String, List<ErrorCode>> expected = new LinkedHashMap<>();
    for (ErrorCode code : ErrorCode.values()) {
      expected.put(code.name(), List.of(code));
    }
    String page = page("dead-letters.md");
    Matcher example = REJECTED.matcher(page);
    while (example.find()) {
      String json = example.group(3).replace("…", "x".repeat(1 << 20));
      ParseResult result = parse(example.group(2), json);
      assertThat(result).as(example.group(1)).isInstanceOf(ParseResult.Rejected.class);
      found.put(example.group(1), ((ParseResult.Rejected) result).deadLetter().codes());
    }

    assertThat(found).isEqualTo(expected);
    assertThat(expected.keySet())
        .allSatisfy(code -> assertThat(page).contains("| `" + code + "` |"));
  }

  @Test
  void eachRecordTypeHasAnExampleThatIsAccepted() throws IOException {
    List<String> shown = new ArrayList<>();
    Matcher example = ACCEPTED.matcher(page("event-reference.md"));
    while (example.find()) {
      RecordType type = PLAN.recordType(example.group(1)).orElseThrow();
      List<String> topics = topicsOf(type, example.group(2)).toList();
      assertThat(topics).isNotEmpty();
      for (String topic : topics) {
        ParseResult result = parse(topic, example.group(2));
        assertThat(result).as("%s", result).isInstanceOf(ParseResult.Accepted.class);
        assertThat(((ParseResult.Accepted) result).record().type().name()).isEqualTo(type.name());
      }
      shown.add(type.name());
    }

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            PLAN.recordTypes().stream().map(RecordType::name).toList());
  }

  private static Stream<String> topicsOf(RecordType type, String json) {
    return PLAN.topics().stream()
        .filter(topic -> topic.recordTypes().contains(type.name()))
        .filter(
            topic ->
                topic.persona().isEmpty()
                    || json.contains("\"persona\": \"" + topic.persona().get().label() + "\""))
        .map(Topic::name);
  }
}
