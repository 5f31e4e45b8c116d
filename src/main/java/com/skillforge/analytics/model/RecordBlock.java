package com.skillforge.analytics.model;

import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Many records packed into one byte array: the unit that travels through shuffles and state.
 *
 * <p>A shuffle pays per element, so that a block of a thousand records costs little more than one
 * record. Inside a block, strings that repeat (types, topics, property names, pages) are written
 * once and then referred to by number. Record types and properties are written by name, so that a
 * block can be read after the plan has grown; a plan that has lost one is a loud error.
 */
public final class RecordBlock {
  /** A builder is flushed when it has grown to this size. */
  public static final int TARGET_BYTES = 256 * 1024;

  private static final int TOMBSTONE = 1;
  private static final int OPTED_OUT = 2;
  private static final int HAS_CANONICAL = 4;
  private static final int CANONICAL_IS_USER_ID = 8;
  private static final int REMEMBERED = 16;
  private static final int HAS_ID_PROPERTY = 32;
  private static final int GUEST = 64;

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

  /** The records, in the order they were added; each iteration unpacks anew. */
  public Iterable<AnalyticsRecord> records(TrackingPlan plan) {
    return () -> new Unpacker(plan, new ByteReader(bytes), count);
  }

  /** Packs records; after {@link #build} it starts again, empty. */
  public static final class Builder {
    private static final int MAX_DICTIONARY = 4096;

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
      boolean[] keeps = kept.computeIfAbsent(type, projection::keeps);
      boolean hasIdProperty = keepsId(record, keeps);
      boolean sameAsUserId = canonical != null && canonical.equals(record.text("user_id"));
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
      int index = record.type().indexOf(record.type().kind().idProperty());
      return index >= 0 && keeps[index] && record.recordId().equals(record.value(index));
    }

    private void values(
        AnalyticsRecord record, boolean[] keeps, boolean userIdIsCanonical, boolean idIsRecordId) {
      List<Property> properties = record.type().properties();
      String idProperty = record.type().kind().idProperty();
      // The sender of an anonymous record is its anonymous id: that one always travels.
      boolean anonymous = record.canonicalUserId() == null;
      for (int i = 0; i < keeps.length; i++) {
        Object value = record.value(i);
        if (value == null) {
          continue;
        }
        Property property = properties.get(i);
        String name = property.name();
        if (!keeps[i] && !(anonymous && name.equals("anonymous_id"))) {
          continue;
        }
        if ((userIdIsCanonical && name.equals("user_id"))
            || (idIsRecordId && name.equals(idProperty))) {
          continue;
        }
        symbol(name);
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

    /** Properties with few distinct values go through the dictionary. */
    private void string(Property property, String value) {
      if (isRepetitive(property)) {
        symbol(value);
      } else {
        out.text(value);
      }
    }

    /** A string that is likely to come again: a number after its first time. */
    private void symbol(String text) {
      Integer known = dictionary.get(text);
      if (known != null) {
        out.varint(known + 2);
      } else if (dictionary.size() < MAX_DICTIONARY) {
        dictionary.put(text, dictionary.size());
        out.varint(0);
        out.text(text);
      } else {
        out.varint(1);
        out.text(text);
      }
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

  /** Both sides must agree on this; it depends on nothing but the property itself. */
  private static boolean isRepetitive(Property property) {
    return !property.allowed().isEmpty()
        || switch (property.name()) {
          case "persona", "context_page", "context_device" -> true;
          case "event_name", "record_type", "environment", "tenant_id" -> true;
          default -> false;
        };
  }

  private static final class Unpacker implements Iterator<AnalyticsRecord> {
    private final TrackingPlan plan;
    private final ByteReader in;
    private final List<String> dictionary = new ArrayList<>();
    private int left;

    Unpacker(TrackingPlan plan, ByteReader in, int count) {
      this.plan = plan;
      this.in = in;
      this.left = count;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public AnalyticsRecord next() {
      if (left-- <= 0) {
        throw new NoSuchElementException();
      }
      String typeName = symbol();
      RecordType type =
          plan.recordType(typeName)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the tracking plan has no record type "
                              + typeName
                              + ", but data in flight has: record types are never removed"));
      AnalyticsRecord.Builder record = AnalyticsRecord.builder(type);
      record.version((int) in.varint());
      int flags = (int) in.varint();
      record.tombstone((flags & TOMBSTONE) != 0);
      record.optedOut((flags & OPTED_OUT) != 0).remembered((flags & REMEMBERED) != 0);
      String recordId = in.uuid();
      record.recordId(recordId).tenantId(symbol()).environment(symbol());
      if ((flags & HAS_ID_PROPERTY) != 0) {
        record.value(type.kind().idProperty(), recordId);
      }
      String canonical = (flags & HAS_CANONICAL) != 0 ? in.text() : null;
      record.canonicalUserId(canonical);
      if ((flags & GUEST) != 0) {
        record.subject(new Subject(Subject.Kind.valueOf(symbol()), in.text()));
      }
      long eventTime = in.fixed64();
      record.eventTimeMillis(eventTime).recordTimestampMillis(eventTime + in.zigzag());
      record.position(new RecordPosition(symbol(), symbol(), (int) in.varint(), in.varint()));
      if ((flags & CANONICAL_IS_USER_ID) != 0) {
        record.value("user_id", canonical);
      }
      for (String name = symbol(); !name.isEmpty(); name = symbol()) {
        int index = type.indexOf(name);
        if (index < 0) {
          throw new IllegalStateException(
              "the tracking plan has no property " + typeName + "." + name + " any more");
        }
        record.value(index, value(type.properties().get(index)));
      }
      return record.build();
    }

    private Object value(Property property) {
      return switch (property.type()) {
        case STRING -> isRepetitive(property) ? symbol() : in.text();
        case INTEGER, TIMESTAMP -> in.zigzag();
        case NUMBER -> Double.longBitsToDouble(in.fixed64());
        case BOOLEAN -> in.varint() == 1;
        case STRING_LIST -> {
          List<String> list = new ArrayList<>();
          for (long n = in.varint(); n > 0; n--) {
            list.add(in.text());
          }
          yield list;
        }
        case OBJECT_LIST -> {
          List<AnalyticsRecord.Fields> list = new ArrayList<>();
          for (long n = in.varint(); n > 0; n--) {
            list.add(fields(property));
          }
          yield list;
        }
      };
    }

    private AnalyticsRecord.Fields fields(Property property) {
      int written = (int) in.varint();
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < written; i++) {
        values.add(in.varint() == 1 ? value(property.fields().get(i)) : null);
      }
      while (values.size() < property.fields().size()) {
        values.add(null); // written before the plan had the field
      }
      return new AnalyticsRecord.Fields(values);
    }

    private String symbol() {
      int code = (int) in.varint();
      if (code >= 2) {
        return dictionary.get(code - 2);
      }
      String text = in.text();
      if (code == 0) {
        dictionary.add(text);
      }
      return text;
    }
  }
}
