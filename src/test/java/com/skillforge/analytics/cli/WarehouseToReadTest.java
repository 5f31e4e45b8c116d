package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseToReadTest {
  @TempDir Path home;
  @TempDir Path here;

  private static Path demo(Path home) throws IOException {
    Path file = home.resolve("target/demo/skillforge.duckdb");
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @Test
  void thatOfTheDemoIsFoundFromAnywhere() throws IOException {
    assertThat(WarehouseToRead.ofDemo(here, home)).isEmpty();
    Path demo = demo(home);
    assertThat(WarehouseToRead.ofDemo(here, home)).contains(demo);
    assertThat(WarehouseToRead.ofDemo(home, home)).contains(demo);
  }

  @Test
  void aWarehouseOfOnesOwnComesFirst() throws IOException {
    demo(home);
    Files.createFile(here.resolve("skillforge.duckdb"));
    assertThat(WarehouseToRead.ofDemo(here, home)).isEmpty();
  }
}
