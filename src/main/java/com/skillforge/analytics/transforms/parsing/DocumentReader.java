package com.skillforge.analytics.transforms.parsing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads one JSON text in one pass. Members whose names the tracking plan knows go into slots, one
 * per name, that are reused for the next text; of everything else only what must be known about it
 * is kept: names of unknown members and where raw PII was seen.
 *
 * <p>Strict where the parser is lenient: duplicate names, unpaired surrogates and numbers that no
 * double can hold are errors. The caller has checked that the bytes are UTF-8.
 */
final class DocumentReader {
  /** The nesting that is allowed, the outermost object included. */
  static final int MAX_DEPTH = 32;

  /** A number with fewer characters fits a long when it has no fraction, and a double always. */
  private static final int SAFE_NUMBER_LENGTH = 18;

  /** One member name of the plan. */
  private static final class Slot {
    final int index;
    final boolean list;
    final JsonValue value = new JsonValue();
    int document = -1;

    Slot(int index, boolean list) {
      this.index = index;
      this.list = list;
    }
  }

  /** Where raw PII was seen below the top level, or in an unknown member. */
  record PiiSighting(int order, String path) {}

  private final JsonFactory factory = newFactory();
  private final Map<String, Slot> slotsByName = new HashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<String> names;
  private final List<Set<String>> namesByDepth = new ArrayList<>();
  private final List<String> unknownNames = new ArrayList<>();
  private final List<PiiSighting> piiSightings = new ArrayList<>();
  private final int[] present;
  private int presentCount;
  private int document;
  private int order;
  private boolean mayHaveEscapes;

  /**
   * @param names the member names that get a slot, in slot order
   * @param lists those of them whose arrays are kept
   */
  DocumentReader(List<String> names, Set<String> lists) {
    this.names = names;
    for (String name : names) {
      Slot slot = new Slot(slots.size(), lists.contains(name));
      slots.add(slot);
      slotsByName.put(name, slot);
    }
    present = new int[names.size()];
    for (int depth = 0; depth <= MAX_DEPTH; depth++) {
      namesByDepth.add(new HashSet<>());
    }
  }

  /** The parser's own limits are ours, or out of the way: a text is at most 1 MiB anyway. */
  static JsonFactory newFactory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .build();
  }

  /**
   * Reads a text; what was read before is forgotten.
   *
   * @param mayHaveEscapes whether the text has a backslash
   * @return whether the text is one object; if not, only {@link #piiSightings} means something
   * @throws IOException when it is not one JSON text; the message may hold parts of the text
   */
  boolean read(byte[] text, boolean mayHaveEscapes) throws IOException {
    this.mayHaveEscapes = mayHaveEscapes;
    document++;
    order = 0;
    presentCount = 0;
    unknownNames.clear();
    piiSightings.clear();
    try (JsonParser parser = factory.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonParseException(parser, "no value");
      }
      boolean object = first == JsonToken.START_OBJECT;
      if (object) {
        members(parser);
      } else {
        scan(parser);
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more than one value");
      }
      return object;
    }
  }

  private void members(JsonParser parser) throws IOException {
    Set<String> unknown = emptyNames(0);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Slot slot = slotsByName.get(name);
      if (slot == null) {
        requirePairs(parser, name);
        requireNew(parser, unknown.add(name));
        unknownNames.add(name);
        parser.nextToken();
        scan(parser);
        continue;
      }
      requireNew(parser, slot.document != document);
      slot.document = document;
      present[presentCount++] = slot.index;
      parser.nextToken();
      if (slot.list) {
        keep(parser, slot.value);
      } else {
        scalar(parser, slot.value);
      }
    }
  }

  /** Reads the value of a member that should be a scalar; what is inside another is scanned. */
  private void scalar(JsonParser parser, JsonValue value) throws IOException {
    value.setOrder(order++);
    switch (parser.currentToken()) {
      case VALUE_STRING -> value.setText(text(parser));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, value);
      case VALUE_TRUE -> value.setBoolean(true);
      case VALUE_FALSE -> value.setBoolean(false);
      case VALUE_NULL -> value.setNull();
      case START_ARRAY -> {
        value.setArray();
        scan(parser);
      }
      case START_OBJECT -> {
        value.setObject();
        scan(parser);
      }
      default -> throw new JsonParseException(parser, "no value");
    }
  }

  /** Like {@link #scalar}, but arrays and objects are kept with all that is in them. */
  private void keep(JsonParser parser, JsonValue value) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      value.setOrder(order++);
      value.setArray();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        JsonValue element = new JsonValue();
        keep(parser, element);
        value.elements().add(element);
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      value.setOrder(order++);
      value.setObject();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        requirePairs(parser, name);
        parser.nextToken();
        JsonValue member = new JsonValue();
        keep(parser, member);
        requireNew(parser, value.members().put(name, member) == null);
      }
    } else {
      scalar(parser, value);
      boolean topLevel = parser.getParsingContext().getParent().inRoot();
      if (!topLevel && value.kind() == JsonValue.Kind.TEXT) {
        lookForPii(parser, value.text(), value.order());
      }
    }
  }

  /** Passes over the current value with everything in it, and looks at every string. */
  private void scan(JsonParser parser) throws IOException {
    int depth = 0;
    do {
      switch (parser.currentToken()) {
        case START_OBJECT -> emptyNames(++depth);
        case START_ARRAY -> depth++;
        case END_OBJECT, END_ARRAY -> depth--;
        case FIELD_NAME -> {
          String name = parser.currentName();
          requirePairs(parser, name);
          requireNew(parser, namesByDepth.get(depth).add(name));
        }
        case VALUE_STRING -> lookForPii(parser, text(parser), order++);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> requireFinite(parser);
        default -> {
          // true, false and null have nothing to look at.
        }
      }
    } while (depth > 0 && parser.nextToken() != null);
  }

  private void lookForPii(JsonParser parser, String text, int order) {
    if (PiiScanner.containsPii(text)) {
      piiSightings.add(new PiiSighting(order, JsonPaths.of(parser.getParsingContext())));
    }
  }

  private String text(JsonParser parser) throws IOException {
    String text = parser.getText();
    requirePairs(parser, text);
    return text;
  }

  private static void number(JsonParser parser, JsonValue value) throws IOException {
    boolean integer = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (integer
        && (parser.getTextLength() <= SAFE_NUMBER_LENGTH
            || parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER)) {
      value.setInteger(parser.getLongValue());
    } else {
      value.setNumber(requireFinite(parser));
    }
  }

  private static double requireFinite(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getTextLength() <= SAFE_NUMBER_LENGTH) {
      return parser.getLongValue();
    }
    double number = Double.parseDouble(parser.getText());
    if (Double.isInfinite(number)) {
      throw new JsonParseException(parser, "number too large");
    }
    return number;
  }

  private static void requireNew(JsonParser parser, boolean isNew) throws IOException {
    if (!isNew) {
      throw new JsonParseException(parser, "duplicate name");
    }
  }

  /** Only an escape can bring half a surrogate pair into well-formed UTF-8. */
  private void requirePairs(JsonParser parser, String text) throws IOException {
    if (!mayHaveEscapes) {
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw new JsonParseException(parser, "unpaired surrogate");
        }
        i++;
      }
    }
  }

  /** The names seen in the object at a depth, none yet. */
  private Set<String> emptyNames(int depth) {
    Set<String> seen = namesByDepth.get(depth);
    if (seen.isEmpty()) {
      return seen;
    }
    // A new set, because clearing one costs as much as the largest object that was ever in it.
    Set<String> empty = new HashSet<>();
    namesByDepth.set(depth, empty);
    return empty;
  }

  /** How many known members the object has. */
  int presentCount() {
    return presentCount;
  }

  /** The slot of the n-th known member, in document order. */
  int presentSlot(int n) {
    return present[n];
  }

  /** The value of a slot; null when the document has no such member. */
  @Nullable JsonValue value(int slot) {
    Slot member = slots.get(slot);
    return member.document == document ? member.value : null;
  }

  String name(int slot) {
    return names.get(slot);
  }

  /** The names of members that have no slot, in document order. */
  List<String> unknownNames() {
    return unknownNames;
  }

  List<PiiSighting> piiSightings() {
    return piiSightings;
  }
}
