package com.skillforge.analytics.transforms.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.plan.PlanCompatibility;
import com.skillforge.analytics.plan.PlanCompatibility.Impact;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.PropertyType;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.plan.TrackingPlanLoader;
import com.skillforge.analytics.testing.GoldenBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.util.CoderUtils;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that were written by an earlier release are read, and still written, byte for byte. */
class RecordBlockGoldenTest {
  private static final GoldenBytes GOLDEN = GoldenBytes.in("record-block-1.txt");

  /** A block of each record type of the built-in plan, as the plan was when it was written. */
  private static final GoldenBytes BUILT_IN = GoldenBytes.in("record-block-1-built-in.txt");

  private static final String YAML = yaml();
  private static final TrackingPlan PLAN = TrackingPlanLoader.parse(YAML);

  private static String yaml() {
    try {
      return Files.readString(Path.of("src/test/resources/golden/formats/tracking-plan.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AnalyticsRecord.Builder record(TrackingPlan plan, String type, int number) {
    return AnalyticsRecord.builder(plan.recordType(type).orElseThrow())
        .recordId(new UUID(number, 7).toString())
        .tenantId("north")
        .environment("prod")
        .eventTimeMillis(1_716_306_138_000L + number)
        .recordTimestampMillis(1_716_306_137_000L)
        .position(new RecordPosition(RecordPosition.KAFKA, "shop.events", number, 9_000_000_000L));
  }

  private static AnalyticsRecord.Fields fields(Object... values) {
    return new AnalyticsRecord.Fields(Arrays.asList(values));
  }

  private static AnalyticsRecord.Builder cart(TrackingPlan plan, int number) {
    return record(plan, "cart_filled", number)
        .version(2)
        .value("event_name", "cart_filled")
        .value("event_timestamp", 1_716_306_138_000L)
        .value("persona", "student")
        .value("shop", "café 📞");
  }

  private static AnalyticsRecord everyPropertyType(TrackingPlan plan) {
    return cart(plan, 1)
        .value("event_id", new UUID(1, 7).toString())
        .value("price", -0.1)
        .value("colour", "red")
        .value("pieces", -129L)
        .value("gift", true)
        .value("coupons", List.of("a", "", "b"))
        .value(
            "items",
            List.of(
                fields("x", 3L, "small", 5.5),
                fields("y", null, null, null),
                fields("z", 0L, "small", 1.0)))
        .build();
  }

  /** The blocks by name. */
  private static Map<String, List<AnalyticsRecord>> blocks(TrackingPlan plan) {
    AnalyticsRecord.Builder known = cart(plan, 2).canonicalUserId("usr_1");
    Map<String, List<AnalyticsRecord>> blocks = new HashMap<>();
    blocks.put("every-property-type", List.of(everyPropertyType(plan)));
    blocks.put(
        "anonymous", List.of(cart(plan, 3).value("anonymous_id", "anon_1").version(1).build()));
    blocks.put("canonical-is-user-id", List.of(known.value("user_id", "usr_1").build()));
    blocks.put(
        "canonical-is-another",
        List.of(cart(plan, 4).canonicalUserId("usr_2").value("user_id", "old_1").build()));
    blocks.put("opted-out", List.of(cart(plan, 5).optedOut(true).build()));
    blocks.put("remembered", List.of(cart(plan, 6).remembered(true).build()));
    blocks.put("guest-person", List.of(cart(plan, 7).subject(Subject.person("usr_9")).build()));
    blocks.put("guest-session", List.of(cart(plan, 8).subject(Subject.session("s-1")).build()));
    blocks.put("guest-everybody", List.of(cart(plan, 9).subject(Subject.EVERYBODY).build()));
    blocks.put(
        "tombstone",
        List.of(record(plan, "order_sent", 10).tombstone(true).canonicalUserId("usr_1").build()));
    blocks.put(
        "record",
        List.of(
            record(plan, "order_sent", 11)
                .value("record_type", "order_sent")
                .value("sent_at", -1L)
                .build()));
    blocks.put(
        "many",
        List.of(everyPropertyType(plan), known.build(), everyPropertyType(plan), known.build()));
    return blocks;
  }

  static Set<String> names() {
    return blocks(PLAN).keySet();
  }

  static List<RecordType> builtInTypes() {
    return SampleRecords.PLAN.recordTypes();
  }

  private static byte[] encode(List<AnalyticsRecord> records) throws IOException {
    RecordBlock.Builder block = new RecordBlock.Builder(Projection.EVERYTHING);
    records.forEach(block::add);
    return CoderUtils.encodeToByteArray(RecordBlockCoder.of(), block.build());
  }

  private static List<AnalyticsRecord> decode(byte[] bytes, TrackingPlan plan) throws IOException {
    List<AnalyticsRecord> records = new ArrayList<>();
    CoderUtils.decodeFromByteArray(RecordBlockCoder.of(), bytes)
        .records(plan)
        .forEach(records::add);
    return records;
  }

  /** All that the records hold. */
  private static List<String> contents(List<AnalyticsRecord> records) {
    return records.stream()
        .map(r -> SampleRecords.contents(r) + " " + r.remembered() + " " + r.subject())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theEncodingStays(String name) throws IOException {
    GOLDEN.hold(name, encode(blocks(PLAN).get(name)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void earlierBlocksAreRead(String name) throws IOException {
    List<AnalyticsRecord> records = blocks(PLAN).get(name);
    byte[] committed = GOLDEN.bytes(name, encode(records));
    assertThat(contents(decode(committed, PLAN))).isEqualTo(contents(records));
  }

  @ParameterizedTest
  @MethodSource("names")
  void earlierBlocksAreReadAfterEveryKindOfCompatibleChange(String name) throws IOException {
    String changed =
        YAML.replace("revision: 1", "revision: 2")
            .replace("allowed: [red, blue], ", "")
            .replace("allowed: [small, large], ", "")
            .replace("min: -1, max: 10, ", "")
            .replace("format: uuid, ", "")
            .replace("shop: {type: string, required: true,", "shop: {type: string,")
            .replace("newestVersion: 2", "newestVersion: 3")
            .replace(
                "      coupons:", "      added: {type: string, description: New.}\n      coupons:")
            .replace(
                "weight: {type: number, description: Weight.}",
                "weight: {type: number, description: Weight.}\n"
                    + "          note: {type: string, description: New.}");
    TrackingPlan next = TrackingPlanLoader.parse(changed);
    assertThat(PlanCompatibility.between(PLAN, next))
        .extracting(PlanCompatibility.Change::impact)
        .hasSizeGreaterThan(8)
        .containsOnly(Impact.COMPATIBLE);
    byte[] committed = GOLDEN.bytes(name, encode(blocks(PLAN).get(name)));
    List<String> expected =
        contents(blocks(PLAN).get(name)).stream()
            .map(text -> text.replaceAll("(Fields\\[values=\\[[^]]*)]", "$1, null]"))
            .toList();
    assertThat(contents(decode(committed, next))).containsExactlyElementsOf(expected);
  }

  @Test
  void theGoldenRecordsHaveEveryPropertyType() {
    Set<PropertyType> types = new HashSet<>();
    RecordType cart = PLAN.recordType("cart_filled").orElseThrow();
    cart.properties().stream()
        .filter(property -> everyPropertyType(PLAN).has(property.name()))
        .forEach(property -> types.add(property.type()));
    assertThat(types).containsExactlyInAnyOrder(PropertyType.values());
  }

  @ParameterizedTest
  @MethodSource("builtInTypes")
  void earlierBlocksOfEveryRecordTypeOfThePlanAreRead(RecordType type) throws IOException {
    String topic = SampleRecords.topicOf(type);
    AnalyticsRecord today =
        SampleRecords.accepted(topic, SampleRecords.json(SampleRecords.full(type)));
    byte[] committed = BUILT_IN.bytes(type.name(), encode(List.of(today)));
    AnalyticsRecord read = decode(committed, SampleRecords.PLAN).get(0);
    assertThat(read.recordId()).isEqualTo(today.recordId());
    assertThat(read.eventTimeMillis()).isEqualTo(today.eventTimeMillis());
    for (Property property : type.properties()) {
      int index = type.indexOf(property.name());
      Object value = read.value(index);
      // An earlier record may lack what the plan has gained since, but has no other values.
      if (value != null && !property.name().equals("schema_version")) {
        assertThat(value).as(property.name()).isEqualTo(asLongAs(value, today.value(index)));
      }
    }
  }

  /** Today's value, without the fields that an earlier list of objects has no value for. */
  private static @Nullable Object asLongAs(Object earlier, @Nullable Object today) {
    if (!(earlier instanceof List<?> list)
        || list.isEmpty()
        || !(list.get(0) instanceof AnalyticsRecord.Fields)) {
      return today;
    }
    List<Object> shortened = new ArrayList<>();
    List<?> elements = (List<?>) today;
    for (int i = 0; i < elements.size(); i++) {
      List<@Nullable Object> values =
          new ArrayList<>(((AnalyticsRecord.Fields) elements.get(i)).values());
      for (int f = 0; f < values.size(); f++) {
        if (((AnalyticsRecord.Fields) list.get(i)).values().get(f) == null) {
          values.set(f, null);
        }
      }
      shortened.add(new AnalyticsRecord.Fields(values));
    }
    return shortened;
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 2, 127})
  void anUnknownFormatSaysWhatToDo(byte format) throws IOException {
    byte[] bytes = encode(List.of(cart(PLAN, 1).build()));
    int at = 1 + Long.BYTES; // behind count and time, where the length of the block stands
    while (bytes[at] < 0) {
      at++;
    }
    at++;
    assertThat(bytes[at]).isEqualTo((byte) 1);
    bytes[at] = format;
    assertThatThrownBy(() -> decode(bytes, PLAN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has format " + format + ", but this release reads format 1")
        .hasMessageContaining("drain the stream");
  }
}
