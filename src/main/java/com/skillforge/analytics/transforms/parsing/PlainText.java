package com.skillforge.analytics.transforms.parsing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;

/** What a text means, however it is written: full-width letters, ligatures, percent-encoding. */
final class PlainText {
  private PlainText() {}

  /**
   * The text after Unicode NFKC and one percent-decoding; what the decoding brings is composed too.
   * A percent sign that no two hexadecimal digits follow stays.
   */
  static String of(String text) {
    return compose(decode(compose(text)));
  }

  private static String compose(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    int i = 0;
    while (i < text.length()) {
      if (isEncoded(text, i)) {
        run.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 3;
      } else {
        flush(run, decoded);
        decoded.append(text.charAt(i++));
      }
    }
    flush(run, decoded);
    return decoded.toString();
  }

  /** Only a run of encoded bytes makes a character. */
  private static void flush(ByteArrayOutputStream run, StringBuilder decoded) {
    if (run.size() > 0) {
      decoded.append(run.toString(StandardCharsets.UTF_8));
      run.reset();
    }
  }

  private static boolean isEncoded(String text, int at) {
    return text.charAt(at) == '%'
        && at + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }
}
