package com.skillforge.analytics.model;

import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One valid record, minimised: only properties that the tracking plan names, no nulls.
 *
 * <p>Values stand in the order of {@link RecordType#properties()}; a record that travelled with a
 * projection (see {@link RecordBlock.Builder}) lacks the rest. Value classes by property type:
 * STRING {@link String}, INTEGER and TIMESTAMP (epoch milliseconds) {@link Long}, NUMBER {@link
 * Double}, BOOLEAN {@link Boolean}, STRING_LIST {@code List<String>}, OBJECT_LIST {@code
 * List<Fields>}. The typed accessors hide that; asking a property for another type than the plan's
 * is a bug and throws {@link ClassCastException}.
 */
public final class AnalyticsRecord {
  /** One element of an OBJECT_LIST: the values of the property's fields, in the plan's order. */
  public record Fields(List<@Nullable Object> values) {
    public @Nullable String text(int field) {
      return (String) values.get(field);
    }

    /** A TIMESTAMP field in epoch milliseconds. */
    public @Nullable Long millis(int field) {
      return (Long) values.get(field);
    }
  }

  /** By event time, then position: which of two records counts as the earlier one. */
  public static final Comparator<AnalyticsRecord> BY_TIME =
      Comparator.comparingLong(AnalyticsRecord::eventTimeMillis)
          .thenComparing(AnalyticsRecord::position);

  private final RecordType type;
  private final int version;
  private final String recordId;
  private final String tenantId;
  private final String environment;
  private final @Nullable String canonicalUserId;
  private final long eventTimeMillis;
  private final long recordTimestampMillis;
  private final RecordPosition position;
  private final boolean tombstone;
  private final boolean optedOut;
  private final boolean remembered;
  private final @Nullable Subject subject;
  private final @Nullable Object[] values;

  private AnalyticsRecord(Builder builder) {
    this.type = builder.type;
    this.version = builder.version;
    this.recordId = builder.recordId;
    this.tenantId = builder.tenantId;
    this.environment = builder.environment;
    this.canonicalUserId = builder.canonicalUserId;
    this.eventTimeMillis = builder.eventTimeMillis;
    this.recordTimestampMillis = builder.recordTimestampMillis;
    this.position = builder.position;
    this.tombstone = builder.tombstone;
    this.optedOut = builder.optedOut;
    this.remembered = builder.remembered;
    this.subject = builder.subject;
    this.values = builder.values;
  }

  public RecordType type() {
    return type;
  }

  /** The schema version of the record, from 1. */
  public int version() {
    return version;
  }

  /** The given or derived UUID, in lower case. */
  public String recordId() {
    return recordId;
  }

  public String tenantId() {
    return tenantId;
  }

  public String environment() {
    return environment;
  }

  /** The person behind the record after identity resolution; null for an unresolved visitor. */
  public @Nullable String canonicalUserId() {
    return canonicalUserId;
  }

  /** Event time in milliseconds since the epoch. */
  public long eventTimeMillis() {
    return eventTimeMillis;
  }

  /** The broker's record timestamp; in files, and where the broker has none, the event time. */
  public long recordTimestampMillis() {
    return recordTimestampMillis;
  }

  public RecordPosition position() {
    return position;
  }

  /** Whether the record is the deletion of a key on a compacted topic. */
  public boolean tombstone() {
    return tombstone;
  }

  /** Whether this is an essential event of a user who is opted out, kept with reduced columns. */
  public boolean optedOut() {
    return optedOut;
  }

  /**
   * Whether the record was stored by an earlier run: it decides about opt-outs, but is neither
   * counted nor stored again.
   */
  public boolean remembered() {
    return remembered;
  }

  /**
   * Whom this copy of a record concerns; null for the record itself. A copy is neither counted nor
   * stored.
   */
  public @Nullable Subject subject() {
    return subject;
  }

  /**
   * Who sent the record, for de-duplication: the canonical user, else the anonymous id, else the
   * topic.
   */
  public String sender() {
    if (canonicalUserId != null) {
      return canonicalUserId;
    }
    String anonymousId = anonymousId();
    return anonymousId != null ? anonymousId : position.topic();
  }

  /** The user id that the record came with; null when nobody had signed in. */
  public @Nullable String userId() {
    return (String) value(Role.USER);
  }

  /** The id that the browser generated before login. */
  public @Nullable String anonymousId() {
    return (String) value(Role.VISITOR);
  }

  /** The session in which it happened. */
  public @Nullable String sessionId() {
    return (String) value(Role.SESSION);
  }

  /** The label of the sender's persona. */
  public @Nullable String persona() {
    return (String) value(Role.PERSONA);
  }

  /** The salted hash of the sender's e-mail address. */
  public @Nullable String piiHash() {
    return (String) value(Role.PII_HASH);
  }

  /** The version of the salt in {@link #piiHash}; 1 when the record names none. */
  public long saltVersion() {
    Object version = value(Role.SALT_VERSION);
    return version == null ? 1 : (Long) version;
  }

  /** What the record itself says of its sender's opt-out; false when it says nothing. */
  public boolean optOutFlag() {
    return Boolean.TRUE.equals(value(Role.OPT_OUT));
  }

  /** The value of the property at an index of {@link RecordType#properties()}. */
  public @Nullable Object value(int index) {
    return values[index];
  }

  private @Nullable Object value(String property) {
    int index = type.indexOf(property);
    return index < 0 ? null : values[index];
  }

  private @Nullable Object value(Role role) {
    int index = type.indexOf(role);
    return index < 0 ? null : values[index];
  }

  /** How many properties the record carries a value for. */
  public int countValues() {
    int n = 0;
    for (Object value : values) {
      n += value == null ? 0 : 1;
    }
    return n;
  }

  /** Whether the record carries a value for the property. */
  public boolean has(String property) {
    return value(property) != null;
  }

  public @Nullable String text(String property) {
    return (String) value(property);
  }

  public @Nullable Double number(String property) {
    return (Double) value(property);
  }

  /** An INTEGER, or a TIMESTAMP in epoch milliseconds. */
  public @Nullable Long integer(String property) {
    return (Long) value(property);
  }

  /** A BOOLEAN; absent counts as {@code whenAbsent}. */
  public boolean flag(String property, boolean whenAbsent) {
    Object value = value(property);
    return value == null ? whenAbsent : (Boolean) value;
  }

  /** A STRING_LIST; empty when absent. */
  @SuppressWarnings("unchecked") // the validator only stores List<String> under a STRING_LIST
  public List<String> texts(String property) {
    Object value = value(property);
    return value == null ? List.of() : (List<String>) value;
  }

  /** An OBJECT_LIST; empty when absent. */
  @SuppressWarnings("unchecked") // the validator only stores List<Fields> under an OBJECT_LIST
  public List<Fields> objects(String property) {
    Object value = value(property);
    return value == null ? List.of() : (List<Fields>) value;
  }

  /** A builder that starts from this record; the arrays are not shared. */
  public Builder toBuilder() {
    Builder copy = new Builder(type, values.clone());
    copy.version = version;
    copy.recordId = recordId;
    copy.tenantId = tenantId;
    copy.environment = environment;
    copy.canonicalUserId = canonicalUserId;
    copy.eventTimeMillis = eventTimeMillis;
    copy.recordTimestampMillis = recordTimestampMillis;
    copy.position = position;
    copy.tombstone = tombstone;
    copy.optedOut = optedOut;
    copy.remembered = remembered;
    copy.subject = subject;
    return copy;
  }

  public static Builder builder(RecordType type) {
    return new Builder(type, new Object[type.properties().size()]);
  }

  @Override
  public String toString() {
    return type + " " + recordId + " " + position;
  }

  /** Builds one record; not reusable. */
  public static final class Builder {
    private final RecordType type;
    private final @Nullable Object[] values;
    private int version = 1;
    private String recordId = "";
    private String tenantId = "default";
    private String environment = "";
    private @Nullable String canonicalUserId;
    private long eventTimeMillis;
    private long recordTimestampMillis;
    private RecordPosition position = new RecordPosition("", "", 0, 0);
    private boolean tombstone;
    private boolean optedOut;
    private boolean remembered;
    private @Nullable Subject subject;

    private Builder(RecordType type, @Nullable Object[] values) {
      this.type = type;
      this.values = values;
    }

    public Builder version(int version) {
      this.version = version;
      return this;
    }

    public Builder recordId(String recordId) {
      this.recordId = recordId;
      return this;
    }

    public Builder tenantId(String tenantId) {
      this.tenantId = tenantId;
      return this;
    }

    public Builder environment(String environment) {
      this.environment = environment;
      return this;
    }

    public Builder canonicalUserId(@Nullable String canonicalUserId) {
      this.canonicalUserId = canonicalUserId;
      return this;
    }

    public Builder eventTimeMillis(long eventTimeMillis) {
      this.eventTimeMillis = eventTimeMillis;
      return this;
    }

    public Builder recordTimestampMillis(long recordTimestampMillis) {
      this.recordTimestampMillis = recordTimestampMillis;
      return this;
    }

    public Builder position(RecordPosition position) {
      this.position = position;
      return this;
    }

    public Builder tombstone(boolean tombstone) {
      this.tombstone = tombstone;
      return this;
    }

    public Builder optedOut(boolean optedOut) {
      this.optedOut = optedOut;
      return this;
    }

    public Builder remembered(boolean remembered) {
      this.remembered = remembered;
      return this;
    }

    public Builder subject(@Nullable Subject subject) {
      this.subject = subject;
      return this;
    }

    /** Sets the property at an index of {@link RecordType#properties()}; null removes it. */
    public Builder value(int index, @Nullable Object value) {
      values[index] = value;
      return this;
    }

    /** Sets a property by name; a name that the type does not have is a bug. */
    public Builder value(String property, @Nullable Object value) {
      return value(type.indexOf(property), value);
    }

    /** Sets the property of a role that the type has. */
    public Builder value(Role role, @Nullable Object value) {
      return value(type.indexOf(role), value);
    }

    public AnalyticsRecord build() {
      return new AnalyticsRecord(this);
    }
  }
}
