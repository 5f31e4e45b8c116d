package com.skillforge.analytics.model;

import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Many records packed into one byte array: the unit that travels through shuffles and state.
 *
 * <p>A shuffle pays per element, so that a block of a thousand records costs little more than one
 * record. Inside a block, strings that repeat (types, topics, property names, pages) are written
 * once and then referred to by number. Record types and properties are written by name, so that a
 * block can be read after the plan has grown; a plan that has lost one is a loud error. Beyond
 * names and property types nothing of the plan is needed to read a block, so that whatever {@code
 * PlanCompatibility} calls compatible leaves the blocks of a running stream readable.
 */
public final class RecordBlock {
  /** A builder is flushed when it has grown to this size. */
  public static final int TARGET_BYTES = 256 * 1024;

  /**
   * The version of the packed form, its first byte. A change of a single byte of what is written
   * raises it: blocks wait in the state of running streams. Blocks of the time before versions
   * start with 0.
   */
  static final int FORMAT = 1;

  // Codes of symbols.
  static final int NEW_SYMBOL = 0;
  static final int NO_SYMBOL = 1;
  static final int FIRST_SYMBOL = 2;

  // Flags of a record.
  static final int TOMBSTONE = 1;
  static final int OPTED_OUT = 2;
  static final int HAS_CANONICAL = 4;
  static final int CANONICAL_IS_USER_ID = 8;
  static final int REMEMBERED = 16;
  static final int HAS_ID_PROPERTY = 32;
  static final int GUEST = 64;

  private final byte[] bytes;
  private final int count;
  private final long minEventTimeMillis;

  RecordBlock(byte[] bytes, int count, long minEventTimeMillis) {
    this.bytes = bytes;
    this.count = count;
    this.minEventTimeMillis = minEventTimeMillis;
  }

  /** The packed form; shared, never changed. */
  byte[] bytes() {
    return bytes;
  }

  public int count() {
    return count;
  }

  public int sizeInBytes() {
    return bytes.length;
  }

  /** The earliest event time in the block. */
  public long minEventTimeMillis() {
    return minEventTimeMillis;
  }

  /**
   * The records, in the order they were added; each iteration unpacks anew.
   *
   * @throws IllegalStateException on iteration, when the block was written in another format, or
   *     holds a record type or property that the plan does not have
   */
  public Iterable<AnalyticsRecord> records(TrackingPlan plan) {
    return () -> new RecordUnpacker(plan, bytes, count);
  }

  /** Packs records; after {@link #build} it starts again, empty. */
  public static final class Builder {
    private static final int MAX_DICTIONARY = 4096;

    /** Properties that have few values. */
    private static final Set<String> REPETITIVE =
        Stream.concat(
                Stream.of(RecordType.Kind.values()).map(RecordType.Kind::nameProperty),
                Stream.of(Role.TENANT, Role.ENVIRONMENT, Role.PERSONA, Role.PAGE, Role.DEVICE)
                    .map(Role::property))
            .collect(Collectors.toUnmodifiableSet());

    private final Projection projection;
    private final Map<RecordType, boolean[]> kept = new HashMap<>();
    private final Map<String, Integer> dictionary = new HashMap<>();
    private final ByteWriter out = new ByteWriter(4096);
    private int count;
    private long minEventTimeMillis = Long.MAX_VALUE;

    public Builder(Projection projection) {
      this.projection = projection;
    }

    public void add(AnalyticsRecord record) {
      RecordType type = record.type();
      String canonical = record.canonicalUserId();
      if (count == 0) {
        out.varint(FORMAT);
      }
      boolean[] keeps = kept.computeIfAbsent(type, projection::keeps);
      boolean hasIdProperty = keepsId(record, keeps);
      boolean sameAsUserId = canonical != null && canonical.equals(record.userId());
      int flags =
          (record.tombstone() ? TOMBSTONE : 0)
              | (record.optedOut() ? OPTED_OUT : 0)
              | (record.remembered() ? REMEMBERED : 0)
              | (hasIdProperty ? HAS_ID_PROPERTY : 0)
              | (record.subject() != null ? GUEST : 0)
              | (canonical != null ? HAS_CANONICAL : 0)
              | (sameAsUserId ? CANONICAL_IS_USER_ID : 0);
      symbol(type.name());
      out.varint(record.version());
      out.varint(flags);
      out.uuid(record.recordId());
      symbol(record.tenantId());
      symbol(record.environment());
      if (canonical != null) {
        out.text(canonical);
      }
      Subject subject = record.subject();
      if (subject != null) {
        symbol(subject.kind().name());
        out.text(subject.key());
      }
      out.fixed64(record.eventTimeMillis());
      out.zigzag(record.recordTimestampMillis() - record.eventTimeMillis());
      symbol(record.position().source());
      symbol(record.position().topic());
      out.varint(record.position().partition());
      out.varint(record.position().offset());
      values(record, keeps, sameAsUserId, hasIdProperty);
      count++;
      minEventTimeMillis = Math.min(minEventTimeMillis, record.eventTimeMillis());
    }

    /** The id travels in 16 bytes; the property that repeats it needs no more than a flag. */
    private static boolean keepsId(AnalyticsRecord record, boolean[] keeps) {
      int index = record.type().indexOf(Role.ID);
      return index >= 0 && keeps[index] && record.recordId().equals(record.value(index));
    }

    private void values(
        AnalyticsRecord record, boolean[] keeps, boolean userIdIsCanonical, boolean idIsRecordId) {
      RecordType type = record.type();
      // The sender of an anonymous record is its anonymous id: that one always travels.
      boolean anonymous = record.canonicalUserId() == null;
      for (int i = 0; i < keeps.length; i++) {
        Object value = record.value(i);
        if (value == null) {
          continue;
        }
        Role role = type.role(i);
        if (!keeps[i] && !(anonymous && role == Role.VISITOR)) {
          continue;
        }
        if ((userIdIsCanonical && role == Role.USER) || (idIsRecordId && role == Role.ID)) {
          continue;
        }
        Property property = type.properties().get(i);
        symbol(property.name());
        value(property, value);
      }
      symbol(""); // end of record: no property has an empty name
    }

    private void value(Property property, Object value) {
      switch (property.type()) {
        case STRING -> string(property, (String) value);
        case INTEGER, TIMESTAMP -> out.zigzag((Long) value);
        case NUMBER -> out.fixed64(Double.doubleToRawLongBits((Double) value));
        case BOOLEAN -> out.varint((Boolean) value ? 1 : 0);
        case STRING_LIST -> {
          List<?> list = (List<?>) value;
          out.varint(list.size());
          list.forEach(element -> out.text((String) element));
        }
        case OBJECT_LIST -> objects(property, (List<?>) value);
      }
    }

    private void objects(Property property, List<?> list) {
      out.varint(list.size());
      for (Object element : list) {
        List<@Nullable Object> fields = ((AnalyticsRecord.Fields) element).values();
        out.varint(fields.size());
        for (int i = 0; i < fields.size(); i++) {
          Object field = fields.get(i);
          out.varint(field == null ? 0 : 1);
          if (field != null) {
            value(property.fields().get(i), field);
          }
        }
      }
    }

    /**
     * A string value says itself whether it is a symbol, so that the plan may change its mind: an
     * even code is twice the length of the text that follows, an odd one holds a symbol's code.
     */
    private void string(Property property, String value) {
      if (isRepetitive(property)) {
        int code = symbolCode(value);
        out.varint(code << 1 | 1);
        if (code < FIRST_SYMBOL) {
          out.text(value);
        }
      } else {
        out.textOfEvenCode(value);
      }
    }

    /** Only a guess that saves space: the reader goes by the code of each string. */
    private static boolean isRepetitive(Property property) {
      return !property.allowed().isEmpty() || REPETITIVE.contains(property.name());
    }

    /** A string that is likely to come again: a number after its first time. */
    private void symbol(String text) {
      int code = symbolCode(text);
      out.varint(code);
      if (code < FIRST_SYMBOL) {
        out.text(text);
      }
    }

    /** {@link #NEW_SYMBOL} and {@link #NO_SYMBOL} are followed by the text. */
    private int symbolCode(String text) {
      Integer known = dictionary.get(text);
      if (known != null) {
        return known + FIRST_SYMBOL;
      }
      if (dictionary.size() < MAX_DICTIONARY) {
        dictionary.put(text, dictionary.size());
        return NEW_SYMBOL;
      }
      return NO_SYMBOL;
    }

    public int count() {
      return count;
    }

    public boolean isEmpty() {
      return count == 0;
    }

    public int sizeInBytes() {
      return out.size();
    }

    public boolean isFull() {
      return out.size() >= TARGET_BYTES;
    }

    /** The block of all records added since the last call. */
    public RecordBlock build() {
      RecordBlock block = new RecordBlock(out.toByteArray(), count, minEventTimeMillis);
      out.clear();
      dictionary.clear();
      count = 0;
      minEventTimeMillis = Long.MAX_VALUE;
      return block;
    }
  }
}
