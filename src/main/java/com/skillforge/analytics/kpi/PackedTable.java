package com.skillforge.analytics.kpi;

import java.util.Arrays;

/**
 * A {@link KpiTable} in its packed form: what lies in the state of a stream is not unpacked where
 * nothing changes. Equal tables are equal here too.
 */
final class PackedTable {
  /** A table without rows. */
  static final PackedTable NONE = of(new KpiTable());

  private final byte[] bytes;

  private PackedTable(byte[] bytes) {
    this.bytes = bytes;
  }

  static PackedTable of(KpiTable table) {
    return new PackedTable(table.toBytes());
  }

  /** Takes what {@link #bytes} gave. */
  static PackedTable ofBytes(byte[] bytes) {
    return new PackedTable(bytes);
  }

  /** The packed form; shared, never changed. */
  byte[] bytes() {
    return bytes;
  }

  /** A table of one's own. */
  KpiTable unpack() {
    return KpiTable.fromBytes(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedTable that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return unpack().toString();
  }
}
