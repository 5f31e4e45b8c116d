package com.skillforge.analytics.commandline;

import com.skillforge.analytics.options.Parameter;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * An option as its interface declares it: the one source of {@code --help} and of the parameters of
 * flex templates.
 *
 * @param group the heading under which it stands
 * @param name as it is written behind two hyphens
 * @param type the getter's type
 * @param description one or more sentences
 * @param defaultValue what it is when it is not given
 * @param required whether a run must give it
 * @param parameter what a template's metadata says of it
 */
public record OptionInfo(
    String group,
    String name,
    Class<?> type,
    String description,
    Optional<String> defaultValue,
    boolean required,
    Optional<Parameter> parameter) {

  /** The described options that an interface declares itself, by name. */
  public static List<OptionInfo> of(Class<? extends PipelineOptions> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.isAnnotationPresent(Description.class))
        .map(getter -> of(type, getter))
        .sorted(Comparator.comparing(OptionInfo::name))
        .toList();
  }

  private static OptionInfo of(Class<?> type, Method getter) {
    Description heading = type.getAnnotation(Description.class);
    return new OptionInfo(
        heading == null ? type.getSimpleName() : heading.value(),
        nameOf(getter),
        getter.getReturnType(),
        getter.getAnnotation(Description.class).value(),
        defaultOf(getter),
        getter.isAnnotationPresent(Validation.Required.class),
        Optional.ofNullable(getter.getAnnotation(Parameter.class)));
  }

  /** The name of the option that a getter reads. */
  static String nameOf(Method getter) {
    String name = getter.getName().replaceFirst("^(get|is)", "");
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static Optional<String> defaultOf(Method getter) {
    if (getter.isAnnotationPresent(Default.String.class)) {
      return Optional.of(getter.getAnnotation(Default.String.class).value());
    }
    if (getter.isAnnotationPresent(Default.Integer.class)) {
      return Optional.of(String.valueOf(getter.getAnnotation(Default.Integer.class).value()));
    }
    if (getter.isAnnotationPresent(Default.Long.class)) {
      return Optional.of(String.valueOf(getter.getAnnotation(Default.Long.class).value()));
    }
    return Optional.empty();
  }

  /** Whether it is a switch: given without a value, it is on. */
  public boolean isFlag() {
    return type == boolean.class;
  }
}
