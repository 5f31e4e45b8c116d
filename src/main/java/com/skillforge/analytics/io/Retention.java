package com.skillforge.analytics.io;

/** The name by which the ledger knows the runs that delete what is too old. */
public final class Retention {
  public static final String PIPELINE = "retention";

  private Retention() {}
}
