package com.skillforge.analytics.model;

import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Unpacks the records of a {@link RecordBlock}, one at a time. */
final class RecordUnpacker implements Iterator<AnalyticsRecord> {
  private final TrackingPlan plan;
  private final ByteReader in;
  private final List<String> dictionary = new ArrayList<>();
  private int left;

  RecordUnpacker(TrackingPlan plan, byte[] bytes, int count) {
    this.plan = plan;
    this.in = new ByteReader(bytes);
    this.left = count;
    if (count > 0) {
      StateFormat.check("a block of records in flight", in.varint(), RecordBlock.FORMAT);
    }
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
    record.tombstone((flags & RecordBlock.TOMBSTONE) != 0);
    record
        .optedOut((flags & RecordBlock.OPTED_OUT) != 0)
        .remembered((flags & RecordBlock.REMEMBERED) != 0);
    String recordId = in.uuid();
    record.recordId(recordId).tenantId(symbol()).environment(symbol());
    if ((flags & RecordBlock.HAS_ID_PROPERTY) != 0) {
      record.value(Role.ID, recordId);
    }
    String canonical = (flags & RecordBlock.HAS_CANONICAL) != 0 ? in.text() : null;
    record.canonicalUserId(canonical);
    if ((flags & RecordBlock.GUEST) != 0) {
      record.subject(new Subject(Subject.Kind.valueOf(symbol()), in.text()));
    }
    long eventTime = in.fixed64();
    record.eventTimeMillis(eventTime).recordTimestampMillis(eventTime + in.zigzag());
    record.position(new RecordPosition(symbol(), symbol(), (int) in.varint(), in.varint()));
    if ((flags & RecordBlock.CANONICAL_IS_USER_ID) != 0) {
      record.value(Role.USER, canonical);
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
      case STRING -> string();
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

  private String string() {
    int code = (int) in.varint();
    return (code & 1) == 0 ? in.text(code >>> 1) : symbol(code >>> 1);
  }

  private String symbol() {
    return symbol((int) in.varint());
  }

  private String symbol(int code) {
    if (code >= RecordBlock.FIRST_SYMBOL) {
      return dictionary.get(code - RecordBlock.FIRST_SYMBOL);
    }
    String text = in.text();
    if (code == RecordBlock.NEW_SYMBOL) {
      dictionary.add(text);
    }
    return text;
  }
}
