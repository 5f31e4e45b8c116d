package com.skillforge.analytics.e2e;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One simulated semester on a real broker: published once, read by all test classes of the JVM.
 * Nothing is compacted away, so that every record counts.
 */
record Semester(Simulation simulation, String bootstrapServers) {
  static final int SIZE = 5_000;
  private static final long SEED = 20_260_112;

  /** The arguments of a run from the broker into a warehouse. */
  List<String> arguments(Path warehouse, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--bootstrapServers=" + bootstrapServers);
    arguments.add("--localWarehouse=" + warehouse);
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Hands a {@link Semester} to tests that ask for one. */
  static final class OnKafka implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Semester.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Semester.class;
    }

    @Override
    public Semester resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
          .semester;
    }
  }

  private static final class Running implements AutoCloseable {
    private final EmbeddedBroker broker =
        EmbeddedBroker.start(
            BrokerConfig.temporary().withOverrides(Map.of("log.cleaner.enable", "false")));
    private final Semester semester;

    Running() {
      Simulation simulation = SemesterSimulator.simulate(SimulationSettings.of(SEED, SIZE));
      PlanTopics.create(broker.bootstrapServers(), TrackingPlan.builtIn());
      SimulationPublisher.publish(
          simulation.records(), Map.of("bootstrap.servers", broker.bootstrapServers()));
      semester = new Semester(simulation, broker.bootstrapServers());
    }

    @Override
    public void close() {
      broker.close();
    }
  }
}
