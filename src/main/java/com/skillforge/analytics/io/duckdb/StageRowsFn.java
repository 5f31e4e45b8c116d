package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.RowEncoder;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/**
 * Writes the rows of each bundle to files of their own and emits the files' names. A bundle that is
 * tried again leaves files behind that nobody names; they go with the staging directory.
 */
final class StageRowsFn<T> extends DoFn<T, StagedFile> {
  private static final long serialVersionUID = 1L;

  private final StagingArea area;
  private final RowEncoder<T> encoder;
  private transient BundleFiles files;

  StageRowsFn(StagingArea area, RowEncoder<T> encoder) {
    this.area = area;
    this.encoder = encoder;
  }

  @StartBundle
  public void startBundle() {
    files = new BundleFiles(area.directory());
  }

  @ProcessElement
  public void process(@Element T element) throws IOException {
    encoder.write(element, files);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws IOException {
    for (StagedFile rows : files.finish()) {
      context.output(rows, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
    }
  }
}
