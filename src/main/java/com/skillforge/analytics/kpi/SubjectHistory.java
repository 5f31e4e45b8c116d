package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.StateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/**
 * What a stream keeps of one subject: its records, the guests about it among them, and what they
 * contributed when they were evaluated last.
 *
 * @param blocks the records, packed
 * @param contributions to the rows of all KPIs, as they went into the sums of the shard
 */
record SubjectHistory(List<RecordBlock> blocks, PackedTable contributions) {

  /** Of whom nothing is known. */
  static final SubjectHistory NONE = new SubjectHistory(List.of(), PackedTable.NONE);

  SubjectHistory {
    blocks = List.copyOf(blocks);
  }

  /** How many records there are. */
  int records() {
    return blocks.stream().mapToInt(RecordBlock::count).sum();
  }

  /**
   * The coder of {@link SubjectHistory}; its first byte is the version of the format. Bytes are
   * copied as they are: nothing is unpacked.
   */
  static final class Coder extends AtomicCoder<SubjectHistory> {
    /**
     * A change of a single byte of what is written raises it: running streams have such bytes in
     * their state.
     */
    static final int FORMAT = 1;

    private static final long serialVersionUID = 1L;
    private static final Coder INSTANCE = new Coder();
    private static final VarIntCoder NUMBER = VarIntCoder.of();
    private static final RecordBlockCoder BLOCK = RecordBlockCoder.of();
    private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

    private Coder() {}

    static Coder of() {
      return INSTANCE;
    }

    @Override
    public void encode(SubjectHistory history, OutputStream out) throws IOException {
      NUMBER.encode(FORMAT, out);
      NUMBER.encode(history.blocks.size(), out);
      for (RecordBlock block : history.blocks) {
        BLOCK.encode(block, out);
      }
      BYTES.encode(history.contributions.bytes(), out);
    }

    @Override
    public SubjectHistory decode(InputStream in) throws IOException {
      StateFormat.check("the history of a user", NUMBER.decode(in), FORMAT);
      List<RecordBlock> blocks = new ArrayList<>();
      for (int left = NUMBER.decode(in); left > 0; left--) {
        blocks.add(BLOCK.decode(in));
      }
      return new SubjectHistory(blocks, PackedTable.ofBytes(BYTES.decode(in)));
    }
  }
}
