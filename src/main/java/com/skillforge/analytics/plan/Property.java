package com.skillforge.analytics.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One property of a record type.
 *
 * @param name the JSON member and column name
 * @param type the JSON shape
 * @param required whether a record without it (absent, null or empty) is rejected
 * @param format a further rule on a string value
 * @param min the smallest number allowed, inclusive
 * @param max the largest number allowed, inclusive
 * @param allowed the values of an enumeration; empty when any value will do
 * @param sinceVersion the first schema version of the record type that has the property
 * @param fields the fields of each element; only for {@link PropertyType#OBJECT_LIST}
 * @param description what the value means, in one sentence
 */
public record Property(
    String name,
    PropertyType type,
    boolean required,
    Format format,
    Optional<Double> min,
    Optional<Double> max,
    List<String> allowed,
    int sinceVersion,
    List<Property> fields,
    String description)
    implements Serializable {

  /** Rules on the text of a string property. */
  public enum Format {
    /** Any text. */
    NONE,
    /** 8-4-4-4-12 hexadecimal digits, either case. */
    UUID,
    /** 64 lower-case hexadecimal digits. */
    SHA256
  }

  public Property {
    allowed = List.copyOf(allowed);
    fields = List.copyOf(fields);
  }

  /** The same property, not required. */
  public Property asOptional() {
    return new Property(
        name, type, false, format, min, max, allowed, sinceVersion, fields, description);
  }

  /** Java serialization refuses {@link Optional}: the range travels as nullable numbers. */
  private Object writeReplace() {
    return new Wire(
        name,
        type,
        required,
        format,
        min.orElse(null),
        max.orElse(null),
        allowed,
        sinceVersion,
        fields,
        description);
  }

  private record Wire(
      String name,
      PropertyType type,
      boolean required,
      Format format,
      @Nullable Double min,
      @Nullable Double max,
      List<String> allowed,
      int sinceVersion,
      List<Property> fields,
      String description)
      implements Serializable {
    private Object readResolve() {
      return new Property(
          name,
          type,
          required,
          format,
          Optional.ofNullable(min),
          Optional.ofNullable(max),
          allowed,
          sinceVersion,
          fields,
          description);
    }
  }
}
