package com.skillforge.analytics.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.commandline.OptionInfo;
import com.skillforge.analytics.options.Parameter;
import com.skillforge.analytics.pipelines.launch.MainInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The metadata of a pipeline's flex template: what Dataflow's form asks for, and what a launch is
 * checked against. All of it comes from the pipeline's folder and its options; what the folder
 * fixes, and what is of use on a developer's machine only, is no parameter.
 */
final class TemplateMetadata {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TemplateMetadata() {}

  /** Renders {@code templates/<pipeline>.json}. */
  static String render(PipelineFolder pipeline) {
    return of(pipeline).toPrettyString() + "\n";
  }

  static ObjectNode of(PipelineFolder pipeline) {
    MainInfo main = MainInfo.of(pipeline.main());
    ObjectNode metadata = JSON.createObjectNode();
    metadata.put("name", "SkillForge: " + pipeline.title());
    metadata.put("description", main.about());
    boolean both = pipeline.modes().contains("batch") && pipeline.modes().contains("streaming");
    metadata.put("streaming", !pipeline.modes().contains("batch"));
    if (pipeline.modes().contains("streaming")) {
      metadata.put("supportsAtLeastOnce", false);
      metadata.put("supportsExactlyOnce", true);
    }
    ArrayNode parameters = metadata.putArray("parameters");
    if (both) {
      parameters.add(streaming());
    }
    List<String> fixed = pipeline.arguments().stream().map(argument -> word(argument, 0)).toList();
    Map<String, String> inBatch =
        pipeline.batchArguments().stream()
            .collect(
                Collectors.toMap(argument -> word(argument, 0), argument -> word(argument, 1)));
    main.options().stream()
        .filter(option -> !fixed.contains(option.name()))
        .filter(option -> option.parameter().filter(Parameter::localOnly).isEmpty())
        .forEach(
            option ->
                parameters.add(
                    inBatch.containsKey(option.name())
                        ? byMode(option, inBatch.get(option.name()))
                        : parameter(option)));
    return metadata;
  }

  /** The name or the value in {@code --name=value}. */
  private static String word(String argument, int which) {
    return argument.replaceFirst("^--", "").split("=", 2)[which];
  }

  /** With two defaults the form can show none: it would give what nobody chose. */
  private static ObjectNode byMode(OptionInfo option, String inBatch) {
    ObjectNode parameter = parameter(option);
    String streaming = defaultOf(option).orElseThrow();
    parameter.remove("defaultValue");
    return parameter.put(
        "helpText",
        option.description() + " Without it: " + inBatch + ", in streaming " + streaming + ".");
  }

  private static ObjectNode parameter(OptionInfo option) {
    ObjectNode parameter = JSON.createObjectNode();
    boolean required =
        option.required() || option.parameter().filter(Parameter::required).isPresent();
    parameter.put("name", option.name());
    parameter.put("groupName", option.group());
    parameter.put("label", label(option.name()));
    parameter.put("helpText", option.description());
    parameter.put("isOptional", !required);
    parameter.put("paramType", kind(option).name());
    regex(option).ifPresent(regex -> parameter.putArray("regexes").add("^(" + regex + ")$"));
    if (!required) { // a default would make the form give what nobody chose
      defaultOf(option).ifPresent(value -> parameter.put("defaultValue", value));
    }
    return parameter;
  }

  /** Beam's own option decides between the two modes of a pipeline. */
  private static ObjectNode streaming() {
    ObjectNode parameter = JSON.createObjectNode();
    parameter.put("name", "streaming");
    parameter.put("groupName", "Mode");
    parameter.put("label", label("streaming"));
    parameter.put("helpText", "Read Kafka without an end, instead of a range of it that is over.");
    parameter.put("isOptional", true);
    parameter.put("paramType", Parameter.Kind.BOOLEAN.name());
    parameter.putArray("regexes").add("^(true|false)$");
    parameter.put("defaultValue", "false");
    return parameter;
  }

  /** {@code bootstrapServers} is shown as "Bootstrap servers". */
  private static String label(String name) {
    String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static Parameter.Kind kind(OptionInfo option) {
    if (option.isFlag()) {
      return Parameter.Kind.BOOLEAN;
    }
    if (option.type() == int.class || option.type() == long.class) {
      return Parameter.Kind.NUMBER;
    }
    return option.parameter().map(Parameter::kind).orElse(Parameter.Kind.TEXT);
  }

  private static Optional<String> regex(OptionInfo option) {
    return switch (kind(option)) {
      case BOOLEAN -> Optional.of("true|false");
      case NUMBER -> Optional.of("[0-9]+");
      default -> option.parameter().map(Parameter::regex).filter(regex -> !regex.isEmpty());
    };
  }

  private static Optional<String> defaultOf(OptionInfo option) {
    return option.isFlag() ? Optional.of("false") : option.defaultValue();
  }
}
