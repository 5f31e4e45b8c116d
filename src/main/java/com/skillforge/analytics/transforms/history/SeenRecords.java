package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.StateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a stream remembers of a part of a shard's records, see {@link SeenRecord}, in 40 bytes for
 * each: a runner that copies state copies an array, not a map of objects. Never changed; what
 * changes is another one.
 */
final class SeenRecords {
  static final SeenRecords NONE = new SeenRecords(new long[0], List.of());

  private static final int WORDS = 5;
  private static final int LOW = 1;
  private static final int TIME = 2;
  private static final int OFFSET = 3;
  private static final int PLACE = 4;

  /** Five for each record: its identity in two, event time, offset, and the number of its place. */
  private final long[] words;

  /** Where records were read, at offset 0: the few partitions that their records name by number. */
  private final List<RecordPosition> places;

  private SeenRecords(long[] words, List<RecordPosition> places) {
    this.words = words;
    this.places = places;
  }

  boolean isEmpty() {
    return words.length == 0;
  }

  int size() {
    return words.length / WORDS;
  }

  /** What is remembered of a record; null when nothing is. */
  @Nullable SeenRecord find(RecordIdentity identity) {
    for (int at = 0; at < words.length; at += WORDS) {
      if (words[at] == identity.high() && words[at + LOW] == identity.low()) {
        RecordPosition place = places.get((int) words[at + PLACE]);
        return new SeenRecord(
            words[at + TIME],
            new RecordPosition(
                place.source(), place.topic(), place.partition(), words[at + OFFSET]));
      }
    }
    return null;
  }

  /** These and one more, which must not be among them. */
  SeenRecords with(RecordIdentity identity, SeenRecord seen) {
    RecordPosition position = seen.position();
    RecordPosition place =
        new RecordPosition(position.source(), position.topic(), position.partition(), 0);
    List<RecordPosition> known = places;
    int number = known.indexOf(place);
    if (number < 0) {
      number = known.size();
      known = new ArrayList<>(places);
      known.add(place);
    }
    int at = words.length;
    long[] more = Arrays.copyOf(words, at + WORDS);
    more[at] = identity.high();
    more[at + LOW] = identity.low();
    more[at + TIME] = seen.eventTimeMillis();
    more[at + OFFSET] = position.offset();
    more[at + PLACE] = number;
    return new SeenRecords(more, known);
  }

  /** These without the records that happened before an instant. */
  SeenRecords from(long eventTimeMillis) {
    long[] kept = new long[words.length];
    int size = 0;
    for (int at = 0; at < words.length; at += WORDS) {
      if (words[at + TIME] >= eventTimeMillis) {
        System.arraycopy(words, at, kept, size, WORDS);
        size += WORDS;
      }
    }
    return size == words.length ? this : new SeenRecords(Arrays.copyOf(kept, size), places);
  }

  /** The coder of {@link SeenRecords}; its first bytes are the version of the format. */
  static final class Coder extends AtomicCoder<SeenRecords> {
    /**
     * A change of a single byte of what is written raises it: running streams have such bytes in
     * their state.
     */
    static final int FORMAT = 1;

    private static final long serialVersionUID = 1L;
    private static final Coder INSTANCE = new Coder();
    private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

    private Coder() {}

    static Coder of() {
      return INSTANCE;
    }

    @Override
    public void encode(SeenRecords seen, OutputStream stream) throws IOException {
      ByteWriter header = new ByteWriter(64);
      header.varint(FORMAT);
      header.varint(seen.places.size());
      seen.places.forEach(place -> place.write(header));
      BYTES.encode(header.toByteArray(), stream);
      ByteBuffer bytes = ByteBuffer.allocate(seen.words.length * Long.BYTES);
      bytes.asLongBuffer().put(seen.words);
      BYTES.encode(bytes.array(), stream);
    }

    @Override
    public SeenRecords decode(InputStream stream) throws IOException {
      ByteReader header = new ByteReader(BYTES.decode(stream));
      StateFormat.check("what a shard remembers of records", header.varint(), FORMAT);
      List<RecordPosition> places = new ArrayList<>();
      for (long left = header.varint(); left > 0; left--) {
        places.add(RecordPosition.read(header));
      }
      ByteBuffer bytes = ByteBuffer.wrap(BYTES.decode(stream));
      long[] words = new long[bytes.remaining() / Long.BYTES];
      bytes.asLongBuffer().get(words);
      return new SeenRecords(words, places);
    }
  }
}
