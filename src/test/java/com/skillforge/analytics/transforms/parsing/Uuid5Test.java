package com.skillforge.analytics.transforms.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class Uuid5Test {
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

  @Test
  void knownVectors() {
    // RFC 9562, appendix A.4, and two of Python's uuid.uuid5
    assertThat(Uuid5.of(DNS, "www.example.com".getBytes(UTF_8)))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    assertThat(Uuid5.of(DNS, "python.org".getBytes(UTF_8)))
        .hasToString("886313e1-3b8a-5372-9b90-0c9aee199e5d");
    assertThat(Uuid5.of(Uuid5.URL, "https://skillforge.example/analytics/records".getBytes(UTF_8)))
        .hasToString("2d94b361-4d12-5c4c-b6e8-c2d539475e98");
  }
}
