package com.skillforge.analytics.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a tracking plan from YAML, strictly: whatever the file says must be understood and
 * consistent, and all mistakes are reported together.
 */
public final class TrackingPlanLoader {
  private static final String RESOURCE = "/tracking-plan.yaml";

  private static final String ESSENTIAL = "essential";
  private static final String USER_INITIATED = "user_initiated";
  private static final String SUPPRESSIBLE = "suppressible";
  private static final Set<String> BEHAVIOURS =
      new TreeSet<>(Set.of(ESSENTIAL, USER_INITIATED, SUPPRESSIBLE));

  private final PlanProblems problems;

  private TrackingPlanLoader(PlanProblems problems) {
    this.problems = problems;
  }

  /**
   * The plan that a YAML text describes; {@code tracking-plan.yaml} is the example of the format.
   *
   * @throws PlanException with every mistake of the text, each with its line
   */
  public static TrackingPlan parse(String yaml) {
    PlanProblems problems = new PlanProblems();
    ObjectNode root = PlanText.parse(yaml, problems);
    TrackingPlan plan = new TrackingPlanLoader(problems).plan(new PlanSection("", root, problems));
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    return plan;
  }

  static TrackingPlan builtIn() {
    return BuiltIn.PLAN;
  }

  /** Loads on first use, once. */
  private static final class BuiltIn {
    static final TrackingPlan PLAN = parse(resource());

    private static String resource() {
      try (InputStream in = TrackingPlanLoader.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("the class path lacks " + RESOURCE + "; build it again");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + RESOURCE + " from the class path", e);
      }
    }
  }

  /** What all record types of one kind share. */
  private record Core(String eventTime, List<Property> properties) {}

  private TrackingPlan plan(PlanSection root) {
    int revision = root.requiredInteger("revision", 1);
    if (revision < 1) {
      root.problem("revision", "count revisions from 1");
    }
    PlanSection core = root.section("core");
    Core eventCore = core(core.section("events"));
    Core recordCore = core(core.section("records"));
    core.done();
    List<RecordType> types = new ArrayList<>();
    types.addAll(recordTypes(root.section("events"), RecordType.Kind.EVENT, eventCore));
    types.addAll(recordTypes(root.section("records"), RecordType.Kind.RECORD, recordCore));
    List<Topic> topics = topics(root.section("topics"), types);
    root.done();
    PlanChecks.check(types, topics, problems);
    return new TrackingPlan(revision, types, topics);
  }

  private static Core core(PlanSection section) {
    Core core =
        new Core(
            section.optionalText("eventTime"),
            PropertyReader.read(section.section("properties"), 1));
    section.done();
    return core;
  }

  private List<RecordType> recordTypes(PlanSection section, RecordType.Kind kind, Core core) {
    List<RecordType> types = new ArrayList<>();
    for (Map.Entry<String, PlanSection> entry : section.sections().entrySet()) {
      types.add(recordType(entry.getKey(), kind, entry.getValue(), core));
    }
    return types;
  }

  private RecordType recordType(String name, RecordType.Kind kind, PlanSection section, Core core) {
    int newestVersion = section.integer("newestVersion", 1);
    if (newestVersion < 1) {
      section.problem("newestVersion", "count versions from 1");
    }
    RecordType type =
        new RecordType(
            name,
            kind,
            section.text("description"),
            personas(section),
            eventTime(section, core),
            newestVersion,
            properties(section, core, newestVersion),
            behaviour(section),
            storage(section.section("storage")),
            emission(section.optionalSection("emission")));
    section.done();
    return type;
  }

  private static String eventTime(PlanSection section, Core core) {
    return core.eventTime().isEmpty() || section.has("eventTime")
        ? section.text("eventTime")
        : core.eventTime();
  }

  private static Set<Persona> personas(PlanSection section) {
    Set<Persona> personas = new LinkedHashSet<>();
    for (String label : section.requiredTexts("personas")) {
      persona(section, "personas", label).ifPresent(personas::add);
    }
    return personas;
  }

  private static Optional<Persona> persona(PlanSection section, String key, String label) {
    Optional<Persona> persona = Persona.of(label);
    if (persona.isEmpty()) {
      section.problem(key, label + " is not a persona; use one of " + List.of(Persona.values()));
    }
    return persona;
  }

  private static List<Property> properties(PlanSection section, Core core, int newestVersion) {
    Set<String> optional = new LinkedHashSet<>(section.texts("optional"));
    for (String name : optional) {
      if (core.properties().stream().noneMatch(p -> p.name().equals(name) && p.required())) {
        section.problem("optional", name + " is not a required core property; remove it");
      }
    }
    List<Property> all = new ArrayList<>();
    for (Property property : core.properties()) {
      all.add(optional.contains(property.name()) ? property.asOptional() : property);
    }
    PlanSection own = section.optionalSection("properties");
    for (Property property : PropertyReader.read(own, newestVersion)) {
      if (core.properties().stream().anyMatch(p -> p.name().equals(property.name()))) {
        own.problem(property.name(), "is a core property already; remove it here");
      } else {
        all.add(property);
      }
    }
    return all;
  }

  private static RecordType.Behaviour behaviour(PlanSection section) {
    List<String> words = section.requiredTexts("behaviour");
    for (String word : words) {
      if (!BEHAVIOURS.contains(word)) {
        section.problem("behaviour", word + " is unknown; use some of " + BEHAVIOURS);
      }
    }
    if (words.contains(ESSENTIAL) && words.contains(SUPPRESSIBLE)) {
      section.problem(
          "behaviour",
          "what is essential is kept after an opt-out; remove essential or suppressible");
    }
    return new RecordType.Behaviour(
        words.contains(ESSENTIAL), words.contains(USER_INITIATED), words.contains(SUPPRESSIBLE));
  }

  private static RecordType.Storage storage(PlanSection section) {
    RecordType.Storage storage =
        new RecordType.Storage(
            table(section, "snowflake"),
            table(section, "bigquery"),
            section.requiredInteger("retentionYears", 1),
            section.optionalText("retentionReason"));
    if (storage.retentionYears() < 1) {
      section.problem("retentionYears", "keep records for at least 1 year");
    }
    section.done();
    return storage;
  }

  private static TableName table(PlanSection section, String key) {
    TableName table = TableName.parse(section.text(key));
    boolean good =
        PropertyReader.NAME.matcher(table.table()).matches()
            && (table.schema().isEmpty() || PropertyReader.NAME.matcher(table.schema()).matches());
    if (!good && !table.toString().isEmpty()) {
      section.problem(
          key,
          "write `schema.table` or `table`, both in lower-case letters, digits and underscores");
    }
    return table;
  }

  private static RecordType.Emission emission(PlanSection section) {
    RecordType.Emission emission =
        new RecordType.Emission(section.optionalText("frontend"), section.optionalText("backend"));
    section.done();
    return emission;
  }

  private static List<Topic> topics(PlanSection section, List<RecordType> types) {
    List<Topic> topics = new ArrayList<>();
    for (Map.Entry<String, PlanSection> entry : section.sections().entrySet()) {
      PlanSection topic = entry.getValue();
      String persona = topic.optionalText("persona");
      topics.add(
          new Topic(
              entry.getKey(),
              topic.text("option"),
              persona.isEmpty() ? Optional.empty() : persona(topic, "persona", persona),
              carried(topic, types),
              topic.flag("compacted"),
              topic.text("key")));
      topic.done();
    }
    return topics;
  }

  /** The record types of a topic: a list of names, or {@code events} for all of the dictionary. */
  private static Set<String> carried(PlanSection topic, List<RecordType> types) {
    if (!topic.isText("carries")) {
      return new LinkedHashSet<>(topic.requiredTexts("carries"));
    }
    if (!topic.text("carries").equals("events")) {
      topic.problem("carries", "write `events`, or a list of record types");
    }
    Set<String> names = new LinkedHashSet<>();
    types.stream()
        .filter(type -> type.kind() == RecordType.Kind.EVENT)
        .forEach(type -> names.add(type.name()));
    return names;
  }
}
