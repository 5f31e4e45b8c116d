package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a record was read: enough to fetch the original again.
 *
 * <p>Positions order records whose event times are equal: by topic, partition, offset, and, for
 * files that stand for the same topic, by file name.
 *
 * @param source {@code kafka}, or the path of the file
 * @param topic the topic, or the topic that the file stands for
 * @param partition the partition; 0 in files
 * @param offset the offset; in files the line number, from 0
 */
public record RecordPosition(String source, String topic, int partition, long offset)
    implements Comparable<RecordPosition>, Serializable {

  /** The {@link #source} of everything that came from a broker. */
  public static final String KAFKA = "kafka";

  private static final String FILE_SUFFIX = ".ndjson";

  private static final Comparator<RecordPosition> ORDER =
      Comparator.comparing(RecordPosition::topic)
          .thenComparingInt(RecordPosition::partition)
          .thenComparing(RecordPosition::source)
          .thenComparingLong(RecordPosition::offset);

  /**
   * Whether the record lay on its topic, or in a file that is named after it. The topic of any
   * other line is the one on which such a record would be expected.
   */
  public boolean isOnTopic() {
    if (source.equals(KAFKA)) {
      return true;
    }
    String file = source.substring(source.lastIndexOf('/') + 1);
    return file.equals(topic + FILE_SUFFIX) || file.equals(topic + FILE_SUFFIX + ".gz");
  }

  /** Appends the position, to be read by {@link #read}. */
  public void write(ByteWriter out) {
    out.text(source);
    out.text(topic);
    out.varint(partition);
    out.varint(offset);
  }

  /** Reads what {@link #write} wrote. */
  public static RecordPosition read(ByteReader in) {
    return new RecordPosition(in.text(), in.text(), (int) in.varint(), in.varint());
  }

  @Override
  public int compareTo(RecordPosition that) {
    return ORDER.compare(this, that);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
