package com.skillforge.analytics.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.xerial.snappy.Snappy;

/** The graph of a job as it was handed to a runner. */
final class JobGraph {
  private static final String OWN_CODER = "beam:coders:javasdk:0.1";

  /** How a compressed object begins: then two numbers, and blocks that begin with their length. */
  private static final String SNAPPY = "\u0082SNAPPY\0";

  private static final int SNAPPY_HEADER_BYTES = 16;

  private final RunnerApi.Pipeline pipeline;

  private JobGraph(RunnerApi.Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  static JobGraph parse(byte[] bytes) throws IOException {
    return new JobGraph(RunnerApi.Pipeline.parseFrom(bytes));
  }

  /**
   * Everything that can be read in a graph. Java's objects are compressed in it, where a text that
   * resembles an earlier one is not written out: they are unpacked.
   */
  static String text(byte[] bytes) throws IOException {
    String raw = new String(bytes, StandardCharsets.ISO_8859_1);
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int at = raw.indexOf(SNAPPY); at >= 0; at = raw.indexOf(SNAPPY, from)) {
      text.append(raw, from, at);
      from = at + SNAPPY_HEADER_BYTES;
      while (isBlock(bytes, from)) {
        int length = ByteBuffer.wrap(bytes).getInt(from);
        from += Integer.BYTES;
        byte[] block = Snappy.uncompress(Arrays.copyOfRange(bytes, from, from + length));
        text.append(new String(block, StandardCharsets.ISO_8859_1));
        from += length;
      }
    }
    return text.append(raw, from, raw.length()).toString();
  }

  private static boolean isBlock(byte[] bytes, int at) throws IOException {
    if (at + Integer.BYTES > bytes.length) {
      return false;
    }
    int length = ByteBuffer.wrap(bytes).getInt(at);
    return length > 0
        && length <= bytes.length - at - Integer.BYTES
        && Snappy.isValidCompressedBuffer(bytes, at + Integer.BYTES, length);
  }

  /** The full names of all steps, also of those within others. */
  List<String> names() {
    return pipeline.getComponents().getTransformsMap().values().stream()
        .map(RunnerApi.PTransform::getUniqueName)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /**
   * What an update of a running job needs to find again, a line each: the steps of the outermost
   * level, and within them those that hold state or data between steps, with the coders of it.
   */
  List<String> steps() throws IOException {
    Map<String, String> lines = new TreeMap<>();
    for (RunnerApi.PTransform transform : pipeline.getComponents().getTransformsMap().values()) {
      String name = transform.getUniqueName();
      String held = held(transform);
      if (!held.isEmpty() || (!name.isEmpty() && !name.contains("/"))) {
        lines.put(name, held);
      }
    }
    return lines.entrySet().stream()
        .map(line -> (line.getKey() + " " + line.getValue()).strip())
        .toList();
  }

  private String held(RunnerApi.PTransform transform) throws IOException {
    String urn = transform.getSpec().getUrn();
    if (urn.equals(PTransformTranslation.GROUP_BY_KEY_TRANSFORM_URN)) {
      return "groups " + inputCoders(transform);
    }
    if (urn.equals(PTransformTranslation.PAR_DO_TRANSFORM_URN)) {
      return parDo(transform);
    }
    return urn.equals("beam:transform:read:v1") ? "reads" : "";
  }

  private String parDo(RunnerApi.PTransform transform) throws IOException {
    RunnerApi.ParDoPayload payload =
        RunnerApi.ParDoPayload.parseFrom(transform.getSpec().getPayload());
    List<String> held = new ArrayList<>();
    new TreeMap<>(payload.getStateSpecsMap())
        .forEach((id, spec) -> held.add(id + " " + state(spec)));
    new TreeSet<>(payload.getTimerFamilySpecsMap().keySet()).forEach(id -> held.add("timer " + id));
    if (!payload.getRestrictionCoderId().isEmpty()) {
      held.add("restriction " + coder(payload.getRestrictionCoderId()));
    }
    return held.isEmpty()
        ? ""
        : "keeps " + String.join(", ", held) + " of " + inputCoders(transform);
  }

  private String state(RunnerApi.StateSpec spec) {
    return switch (spec.getSpecCase()) {
      case READ_MODIFY_WRITE_SPEC -> coder(spec.getReadModifyWriteSpec().getCoderId());
      case BAG_SPEC -> "bag of " + coder(spec.getBagSpec().getElementCoderId());
      case COMBINING_SPEC -> "sum of " + coder(spec.getCombiningSpec().getAccumulatorCoderId());
      case MAP_SPEC ->
          "map of "
              + coder(spec.getMapSpec().getKeyCoderId())
              + " to "
              + coder(spec.getMapSpec().getValueCoderId());
      case SET_SPEC -> "set of " + coder(spec.getSetSpec().getElementCoderId());
      case ORDERED_LIST_SPEC -> "list of " + coder(spec.getOrderedListSpec().getElementCoderId());
      default -> spec.getSpecCase().name();
    };
  }

  private String inputCoders(RunnerApi.PTransform transform) {
    return transform.getInputsMap().values().stream()
        .map(id -> coder(pipeline.getComponents().getPcollectionsOrThrow(id).getCoderId()))
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  private String coder(String id) {
    RunnerApi.Coder coder = pipeline.getComponents().getCodersOrThrow(id);
    String name =
        coder.getSpec().getUrn().equals(OWN_CODER)
            ? own(coder)
            : coder.getSpec().getUrn().replaceAll("^beam:coder:|:v1$", "");
    return coder.getComponentCoderIdsCount() == 0
        ? name
        : name
            + coder.getComponentCoderIdsList().stream()
                .map(this::coder)
                .collect(Collectors.joining(", ", "(", ")"));
  }

  /** A coder of Java's: its text when it has one of its own, else its class. */
  private static String own(RunnerApi.Coder coder) {
    Object object =
        SerializableUtils.deserializeFromByteArray(
            coder.getSpec().getPayload().toByteArray(), "coder");
    String text = object.toString();
    return text.contains("@") ? object.getClass().getName() : text;
  }
}
