package com.skillforge.analytics.transforms.parsing;

import java.util.EnumMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds e-mail addresses and phone numbers in text, and takes them out.
 *
 * <ul>
 *   <li>An e-mail address: {@code local@domain.tld}, the at sign possibly written {@code %40},
 *       letters of any script.
 *   <li>A phone number: {@code +} and 8 to 15 digits, or 3-3-4 digits, with up to three spaces,
 *       dots, hyphens or parentheses between; not inside a longer word or number. Ten digits in a
 *       row beside a decimal point are a number.
 * </ul>
 *
 * <p>Both are looked for in the text as it stands and in what it means: after Unicode compatibility
 * composition (NFKC) and one percent-decoding, so that a full-width at sign hides nothing.
 *
 * <p>A UUID, a SHA-256 hash in hexadecimal and a timestamp can never match, so that nothing has to
 * be said about them here. Written by hand instead of as a regular expression, because it runs on
 * every free text of every record and must be linear on whatever text somebody sends.
 */
public final class PiiScanner {
  /** What kinds of raw PII there are. */
  public enum Kind {
    EMAIL("e-mail address"),
    PHONE("phone number");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** For people. */
    public String label() {
      return label;
    }
  }

  static final String REDACTED = "[redacted]";

  private static final int MIN_INTERNATIONAL_DIGITS = 8;
  private static final int MAX_INTERNATIONAL_DIGITS = 15;
  private static final int MAX_SEPARATORS = 3;
  private static final int LONGEST_MASK = 40;
  private static final String LOCAL_PUNCTUATION = "._%+-'~!#$*^`";

  /** A stretch of text, end exclusive. */
  private record Span(Kind kind, int start, int end) {}

  private PiiScanner() {}

  /** Whether there is raw PII in a text. */
  public static boolean containsPii(String text) {
    if (!mayContainPii(text)) {
      return false;
    }
    if (find(text, 0) != null) {
      return true;
    }
    String plain = PlainText.of(text);
    return !plain.equals(text) && find(plain, 0) != null;
  }

  /**
   * The first match of each kind with its letters and digits masked: enough to see what was found,
   * and nothing of it; a mask is none itself. Empty exactly where {@link #containsPii} is false.
   */
  public static Map<Kind, String> masked(String text) {
    Map<Kind, String> masks = new EnumMap<>(Kind.class);
    if (mayContainPii(text)) {
      addMasks(text, masks);
      String plain = PlainText.of(text);
      if (!plain.equals(text)) {
        addMasks(plain, masks);
      }
    }
    return masks;
  }

  private static void addMasks(String text, Map<Kind, String> masks) {
    for (Span span = find(text, 0); span != null; span = find(text, span.end)) {
      masks.putIfAbsent(span.kind, mask(text.substring(span.start, span.end)));
    }
  }

  private static String mask(String match) {
    StringBuilder mask = new StringBuilder();
    match
        .codePoints()
        .limit(LONGEST_MASK)
        .forEach(c -> mask.append(c == '@' || " .-+()%".indexOf(c) >= 0 ? (char) c : maskOf(c)));
    return mask.toString();
  }

  private static char maskOf(int c) {
    return Character.isDigit(c) ? '#' : '*';
  }

  /**
   * The text with every address and number replaced by {@value #REDACTED}. Where one only shows
   * once the text is made plain, what comes back is the plain text without it.
   */
  public static String redact(String text) {
    String clean = text;
    while (containsPii(clean)) {
      clean = find(clean, 0) == null ? redactVisible(PlainText.of(clean)) : redactVisible(clean);
    }
    return clean;
  }

  private static String redactVisible(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    int from = 0;
    for (Span span = find(text, 0); span != null; span = find(text, from)) {
      clean.append(text, from, span.start).append(REDACTED);
      from = span.end;
    }
    return clean.append(text, from, text.length()).toString();
  }

  /** Cheap and never wrong about a no: most texts have neither an at sign nor eight digits. */
  private static boolean mayContainPii(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        digits++;
      } else if (c == '@' || c == '%' || c >= 0x80) {
        return true;
      }
    }
    return digits >= MIN_INTERNATIONAL_DIGITS;
  }

  /** The first match from an index on; what is before the index has been redacted. */
  private static @Nullable Span find(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      Span span = null;
      if (c == '@') {
        span = emailAround(text, i, i + 1, from);
      } else if (c == '%' && text.startsWith("40", i + 1)) {
        span = emailAround(text, i, i + 3, from);
      } else if (c == '+' && !isWordBefore(text, i, from)) {
        span = phone(i, internationalEnd(text, i + 1));
      } else if (isDigit(c) && !isWordBefore(text, i, from)) {
        span = phone(i, nationalEnd(text, i, from));
      }
      if (span != null) {
        return span;
      }
    }
    return null;
  }

  private static @Nullable Span phone(int start, int end) {
    return end < 0 ? null : new Span(Kind.PHONE, start, end);
  }

  private static @Nullable Span emailAround(String text, int at, int afterAt, int from) {
    if (at == from) {
      return null;
    }
    int before = text.codePointBefore(at);
    if (before != '"' && !isLocal(before)) {
      return null;
    }
    int end = domainEnd(text, afterAt);
    return end < 0 ? null : new Span(Kind.EMAIL, localStart(text, at, from), end);
  }

  private static int localStart(String text, int at, int from) {
    int start = at;
    if (text.charAt(at - 1) == '"') {
      start = text.lastIndexOf('"', at - 2);
      return start < from ? at - 1 : start;
    }
    while (start > from && isLocal(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    return Math.max(start, from);
  }

  private static boolean isLocal(int c) {
    return isLetterDigitOrMark(c) || LOCAL_PUNCTUATION.indexOf(c) >= 0;
  }

  /** The end of {@code label.label.tld}, or -1; the last label starts with a letter. */
  private static int domainEnd(String text, int start) {
    int end = -1;
    int label = start;
    while (true) {
      int i = label;
      while (i < text.length()) {
        int c = text.codePointAt(i);
        if (!isLetterDigitOrMark(c) && c != '-') {
          break;
        }
        i += Character.charCount(c);
      }
      if (i == label) {
        return end;
      }
      if (label > start && i - label >= 2 && Character.isLetter(text.codePointAt(label))) {
        end = i;
      }
      if (i == text.length() || text.charAt(i) != '.') {
        return end;
      }
      label = i + 1;
    }
  }

  /** The longest run of 8 to 15 digits that ends where a word ends, or -1. */
  private static int internationalEnd(String text, int start) {
    int end = -1;
    int i = skipSeparators(text, start);
    for (int digits = 1; digits <= MAX_INTERNATIONAL_DIGITS; digits++) {
      if (i == text.length() || !isDigit(text.charAt(i))) {
        break;
      }
      i++;
      if (digits >= MIN_INTERNATIONAL_DIGITS && !isWordAt(text, i)) {
        end = i;
      }
      i = skipSeparators(text, i);
    }
    return end;
  }

  private static int nationalEnd(String text, int start, int from) {
    int i = skipDigits(text, start, 3);
    i = i < 0 ? i : skipDigits(text, skipSeparators(text, i), 3);
    i = i < 0 ? i : skipDigits(text, skipSeparators(text, i), 4);
    if (i < 0 || isWordAt(text, i)) {
      return -1;
    }
    return i - start == 10 && isBesideDecimalPoint(text, start, i, from) ? -1 : i;
  }

  private static boolean isBesideDecimalPoint(String text, int start, int end, int from) {
    boolean before =
        start - 2 >= from && text.charAt(start - 1) == '.' && isDigit(text.charAt(start - 2));
    boolean after =
        end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1));
    return before || after;
  }

  private static int skipDigits(String text, int start, int count) {
    if (start + count > text.length()) {
      return -1;
    }
    for (int i = start; i < start + count; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
    }
    return start + count;
  }

  private static int skipSeparators(String text, int start) {
    int i = start;
    int limit = Math.min(text.length(), start + MAX_SEPARATORS);
    while (i < limit && " .-()".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static boolean isWordBefore(String text, int index, int from) {
    return index > from && isWord(text.codePointBefore(index));
  }

  private static boolean isWordAt(String text, int index) {
    return index < text.length() && isWord(text.codePointAt(index));
  }

  private static boolean isWord(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The replacement character stands for a byte that could not be read: maybe a letter. */
  private static boolean isLetterDigitOrMark(int c) {
    return Character.isLetterOrDigit(c)
        || c == 0xFFFD
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }
}
