package com.skillforge.analytics.model;

import java.io.Serializable;

/** Where it is known who has been erased. */
public interface SuppressionList extends Serializable {
  /** Those who have been erased, as far as is known now. */
  ErasedIds ids();
}
