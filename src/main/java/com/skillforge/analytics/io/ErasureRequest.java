package com.skillforge.analytics.io;

import java.util.Set;

/** Who asked to be erased: of an institution, the user of a request, under all known user ids. */
public record ErasureRequest(String tenantId, String requestId, Set<String> userIds) {
  public ErasureRequest {
    userIds = Set.copyOf(userIds);
  }

  /** Requests are written to logs without the person. */
  @Override
  public String toString() {
    return tenantId + "/" + requestId;
  }
}
