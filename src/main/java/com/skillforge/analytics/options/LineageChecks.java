package com.skillforge.analytics.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The checks of the options of lineage. */
public final class LineageChecks {
  private LineageChecks() {}

  /** Adds one sentence for each problem. */
  public static void check(LineageOptions options, List<String> problems) {
    String url = options.getOpenLineageUrl();
    if (url != null && !isHttp(url)) {
      problems.add(
          "--openLineageUrl must be an address like http://collector:5000, not '" + url + "'.");
    }
    String variable = options.getOpenLineageApiKeyEnv();
    if (variable != null && url == null) {
      problems.add("--openLineageApiKeyEnv goes with --openLineageUrl: add it, or remove the key.");
    }
    if (variable != null && System.getenv(variable) == null) {
      problems.add("--openLineageApiKeyEnv: there is no environment variable " + variable + ".");
    }
    checkFile(options.getOpenLineageFile(), problems);
    if (options.getOpenLineageNamespace().isBlank()) {
      problems.add("--openLineageNamespace must not be empty.");
    }
  }

  /** Whether somebody is to be told. */
  public static boolean isAskedFor(LineageOptions options) {
    return options.getOpenLineageUrl() != null || options.getOpenLineageFile() != null;
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void checkFile(@Nullable String file, List<String> problems) {
    if (file == null) {
      return;
    }
    Path path = Path.of(file).toAbsolutePath();
    if (Files.isDirectory(path) || !Files.isDirectory(path.getParent())) {
      problems.add("--openLineageFile: " + file + " is no file in a folder that is there.");
    }
  }
}
