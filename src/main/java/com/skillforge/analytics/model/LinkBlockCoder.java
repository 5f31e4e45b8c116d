package com.skillforge.analytics.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** Encodes a {@link LinkBlock}. */
public final class LinkBlockCoder extends AtomicCoder<LinkBlock> {
  private static final long serialVersionUID = 1L;
  private static final LinkBlockCoder INSTANCE = new LinkBlockCoder();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private LinkBlockCoder() {}

  public static LinkBlockCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(LinkBlock block, OutputStream out) throws IOException {
    BYTES.encode(block.bytes(), out);
  }

  @Override
  public LinkBlock decode(InputStream in) throws IOException {
    return new LinkBlock(BYTES.decode(in));
  }

  @Override
  public void verifyDeterministic() {
    // The same links added in the same order give the same bytes.
  }

  @Override
  public boolean consistentWithEquals() {
    return false;
  }
}
