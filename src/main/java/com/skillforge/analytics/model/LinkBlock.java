package com.skillforge.analytics.model;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Many identity links packed into one byte array, for the same reason as {@link RecordBlock}. */
public final class LinkBlock {
  private final byte[] bytes;

  LinkBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The packed form; shared, never changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The links, in the order they were added; each iteration unpacks anew. */
  public Iterable<IdentityLink> links() {
    return () -> new Unpacker(new ByteReader(bytes));
  }

  /** Packs links; after {@link #build} it starts again, empty. */
  public static final class Builder {
    private static final int TARGET_BYTES = 64 * 1024;
    private final ByteWriter out = new ByteWriter(1024);

    public void add(IdentityLink link) {
      out.text(link.alias().type().name());
      out.text(link.alias().tenantId());
      out.text(link.alias().value());
      out.text(link.canonicalUserId());
      out.text(link.resolvedUserId());
      Long linkedAt = link.linkedAtMillis();
      out.varint(linkedAt == null ? 0 : 1);
      if (linkedAt != null) {
        out.zigzag(linkedAt);
      }
    }

    public boolean isEmpty() {
      return out.size() == 0;
    }

    public boolean isFull() {
      return out.size() >= TARGET_BYTES;
    }

    /** The block of all links added since the last call. */
    public LinkBlock build() {
      LinkBlock block = new LinkBlock(out.toByteArray());
      out.clear();
      return block;
    }
  }

  private static final class Unpacker implements Iterator<IdentityLink> {
    private final ByteReader in;

    Unpacker(ByteReader in) {
      this.in = in;
    }

    @Override
    public boolean hasNext() {
      return in.hasMore();
    }

    @Override
    public IdentityLink next() {
      if (!in.hasMore()) {
        throw new NoSuchElementException();
      }
      AliasType type = AliasType.valueOf(in.text());
      Alias alias = new Alias(in.text(), type, in.text());
      String canonical = in.text();
      String resolved = in.text();
      return new IdentityLink(alias, canonical, resolved, in.varint() == 0 ? null : in.zigzag());
    }
  }
}
