package com.skillforge.analytics.transforms.repair;

/** An expression that cannot be used, or that cannot be applied to a record. */
public final class RepairException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether no other record is to be tried. */
  private final boolean hopeless;

  RepairException(String message, boolean hopeless) {
    super(message);
    this.hopeless = hopeless;
  }

  /** Whether it is the expression's fault: it is not one, or it finds no end. */
  public boolean isHopeless() {
    return hopeless;
  }
}
