package com.skillforge.analytics.transforms.erasure;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.LinkBlockCoder;
import com.skillforge.analytics.model.SuppressionList;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Drops identity links that name persons who have been erased, so that none is stored: a table or a
 * file of links may still have them.
 */
public final class DropErasedLinks
    extends PTransform<PCollection<LinkBlock>, PCollection<LinkBlock>> {
  private static final long serialVersionUID = 1L;

  private final SuppressionList erased;

  public DropErasedLinks(SuppressionList erased) {
    this.erased = erased;
  }

  @Override
  public PCollection<LinkBlock> expand(PCollection<LinkBlock> links) {
    return links.apply("DropLinks", ParDo.of(new DropFn(erased))).setCoder(LinkBlockCoder.of());
  }

  private static final class DropFn extends DoFn<LinkBlock, LinkBlock> {
    private static final long serialVersionUID = 1L;
    private final SuppressionList erased;

    DropFn(SuppressionList erased) {
      this.erased = erased;
    }

    @ProcessElement
    public void process(@Element LinkBlock block, OutputReceiver<LinkBlock> out) {
      ErasedIds ids = erased.ids();
      if (ids.isEmpty()) {
        out.output(block);
        return;
      }
      LinkBlock.Builder others = new LinkBlock.Builder();
      for (IdentityLink link : block.links()) {
        if (!names(link, ids)) {
          others.add(link);
        }
      }
      if (!others.isEmpty()) {
        out.output(others.build());
      }
    }

    private static boolean names(IdentityLink link, ErasedIds ids) {
      String tenant = link.alias().tenantId();
      return ids.hasSomeOf(tenant)
          && (ids.contains(link.alias())
              || ids.contains(Alias.userId(tenant, link.canonicalUserId()))
              || ids.contains(Alias.userId(tenant, link.resolvedUserId())));
    }
  }
}
