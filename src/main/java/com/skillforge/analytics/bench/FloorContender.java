package com.skillforge.analytics.bench;

import java.util.List;
import java.util.OptionalDouble;

/** The floor, which the others are compared with. */
final class FloorContender implements Contender {
  static final String NAME = "floor";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public OptionalDouble target() {
    return OptionalDouble.empty();
  }

  @Override
  public String mainClass() {
    return BenchFloor.class.getName();
  }

  @Override
  public List<String> arguments(Task task) {
    return List.of(task.bootstrapServers(), task.topic());
  }

  @Override
  public List<String> problems(Task task, String stdout) {
    BenchAnswer answer = BenchAnswer.fromJson(stdout.strip());
    return Differences.between(NAME, task.expected(), answer);
  }
}
