package com.skillforge.analytics.testing;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link TestKafka} on one real broker that all test classes of the JVM share; every
 * test makes topics of its own.
 */
public final class SharedBroker implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedBroker.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestKafka.class;
  }

  @Override
  public TestKafka resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
        .kafka;
  }

  private static final class Running implements AutoCloseable {
    private final EmbeddedBroker broker =
        EmbeddedBroker.start(
            BrokerConfig.temporary()
                .withOverrides(
                    Map.of("log.cleaner.backoff.ms", "200", "log.initial.task.delay.ms", "500")));
    private final TestKafka kafka = new TestKafka(broker.bootstrapServers());

    @Override
    public void close() {
      kafka.close();
      broker.close();
    }
  }
}
