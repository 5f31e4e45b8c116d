package com.skillforge.analytics.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * Makes HTML of a page by the templates in {@code report/}. Every text is escaped; there is no
 * script, and the page's own policy lets a browser load nothing.
 */
final class Html {
  private static final String FOLDER = "/report/";

  /**
   * What the outermost template needs beside the page.
   *
   * @param style the style sheet
   * @param styleHash by which the page's policy knows it
   */
  private record Document(Page page, String style, String styleHash) {}

  private Html() {}

  static String of(Page page) {
    String style = resource("report.css");
    Document document = new Document(page, style, hash(style));
    return Mustache.compiler()
        .withLoader(Html::template)
        .compile(template("page"))
        .execute(document);
  }

  private static Reader template(String name) {
    return new StringReader(resource(name + ".mustache"));
  }

  private static String resource(String name) {
    try (InputStream file =
        Objects.requireNonNull(Html.class.getResourceAsStream(FOLDER + name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
