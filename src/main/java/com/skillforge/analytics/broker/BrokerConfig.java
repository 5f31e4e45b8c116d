package com.skillforge.analytics.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to run the embedded broker.
 *
 * @param port the port that clients connect to; 0 picks a free one
 * @param dataDir where the topics are kept; empty for a temporary directory that is deleted when
 *     the broker stops
 * @param overrides further broker properties, or other values for those that the broker sets
 */
public record BrokerConfig(int port, Optional<Path> dataDir, Map<String, String> overrides) {

  public BrokerConfig {
    overrides = Map.copyOf(overrides);
  }

  /** A broker on a free port that forgets everything when it stops. */
  public static BrokerConfig temporary() {
    return new BrokerConfig(0, Optional.empty(), Map.of());
  }

  public BrokerConfig withPort(int newPort) {
    return new BrokerConfig(newPort, dataDir, overrides);
  }

  public BrokerConfig withDataDir(Path newDataDir) {
    return new BrokerConfig(port, Optional.of(newDataDir), overrides);
  }

  public BrokerConfig withOverrides(Map<String, String> newOverrides) {
    return new BrokerConfig(port, dataDir, newOverrides);
  }
}
