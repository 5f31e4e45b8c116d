package com.skillforge.analytics.testing;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * What came out of a pipeline, for tests that compare more than an assertion inside of it can.
 *
 * <p>The runner copies its functions, so that elements leave through files in a directory.
 */
public final class Collected<T extends Serializable> {
  private final Class<T> type;
  private final Path directory;

  private Collected(Class<T> type, Path directory) {
    this.type = type;
    this.directory = directory;
  }

  /** Collects all elements, of all panes. */
  public static <T extends Serializable> Collected<T> from(PCollection<T> elements, Class<T> type) {
    try {
      Path directory = Files.createTempDirectory("collected");
      elements.apply(
          "Collect-" + type.getSimpleName(), ParDo.of(new SaveFn<>(directory.toString())));
      return new Collected<>(type, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes out all elements, once the pipeline has finished. */
  public List<T> take() {
    List<T> elements = new ArrayList<>();
    try {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          load(file).forEach(element -> elements.add(type.cast(element)));
          Files.delete(file);
        }
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return elements;
  }

  private static List<?> load(Path file) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
      return (List<?>) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a file per bundle. */
  private static final class SaveFn<T extends Serializable> extends DoFn<T, Void> {
    private final String directory;
    private transient List<T> bundle;

    SaveFn(String directory) {
      this.directory = directory;
    }

    @StartBundle
    public void start() {
      bundle = new ArrayList<>();
    }

    @ProcessElement
    public void process(@Element T element) {
      bundle.add(element);
    }

    @FinishBundle
    public void finish() throws IOException {
      Path file = Files.createTempFile(Path.of(directory), "bundle", ".ser");
      try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
        out.writeObject(bundle);
      }
    }
  }
}
