package com.skillforge.analytics.deploy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar that lies on the disk: the names in it, its manifest, and what it registers as services.
 */
public final class PackagedJar implements AutoCloseable {
  private static final String SERVICES = "META-INF/services/";

  private final JarFile jar;
  private final long bytes;
  private final SortedSet<String> names;

  private PackagedJar(JarFile jar, long bytes) {
    this.jar = jar;
    this.bytes = bytes;
    this.names =
        jar.stream()
            .filter(entry -> !entry.isDirectory())
            .map(entry -> entry.getName())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Opens a jar.
   *
   * @throws UserError when there is none
   */
  public static PackagedJar open(Path file) {
    try {
      return new PackagedJar(new JarFile(file.toFile()), Files.size(file));
    } catch (IOException e) {
      throw new UserError(
          ExitCode.USAGE, "The jar " + file + " cannot be read: build it with mvn package.", e);
    }
  }

  long bytes() {
    return bytes;
  }

  /** The names of all files in it, in order. */
  SortedSet<String> names() {
    return names;
  }

  boolean hasClass(String className) {
    return names.contains(className.replace('.', '/') + ".class");
  }

  /** A value of the manifest's main section. */
  Optional<String> manifest(Attributes.Name name) {
    try {
      Manifest manifest = jar.getManifest();
      return manifest == null
          ? Optional.empty()
          : Optional.ofNullable(manifest.getMainAttributes().getValue(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The interfaces for which it registers classes. */
  Set<String> services() {
    return names.stream()
        .filter(name -> name.startsWith(SERVICES))
        .map(name -> name.substring(SERVICES.length()))
        .filter(name -> !name.contains("/"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The classes that it registers for an interface. */
  Set<String> providers(String service) {
    return text(SERVICES + service).stream()
        .flatMap(String::lines)
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The text of a file in it. */
  Optional<String> text(String name) {
    if (!names.contains(name)) {
      return Optional.empty();
    }
    try (InputStream content = jar.getInputStream(jar.getEntry(name))) {
      return Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      jar.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
