package com.skillforge.analytics.io;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A store of identity links outside of the warehouses, from which erased persons go too. */
public interface LinkStore extends Serializable {
  /** The name in receipts, for example {@code postgresql}. */
  String name();

  /**
   * Deletes every link of the persons that requests are about, in one transaction. Done again, it
   * finds nothing.
   *
   * @param beforeCommit is told how many links go, by request, before they are gone
   * @throws SourceException when that fails: then all links are still there
   */
  void erase(List<ErasureRequest> requests, Consumer<Map<ErasureRequest, Long>> beforeCommit);
}
