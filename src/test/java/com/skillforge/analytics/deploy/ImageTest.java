package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.cli.LaunchCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Docker and Jib build the same image. */
class ImageTest {
  private static List<String> instructions(String name) throws IOException {
    return Files.readAllLines(Path.of("templates", "Dockerfile")).stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }

  /** The elements of Jib's configuration, by name. */
  private static NodeList ofJib(String name) throws Exception {
    return ((Element)
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getElementsByTagName("profiles")
                .item(0))
        .getElementsByTagName(name);
  }

  @Test
  void theEnvironmentIsTheSame() throws Exception {
    Map<String, String> ofDocker = new TreeMap<>();
    for (String variable : instructions("ENV")) {
      String[] parts = variable.split("=", 2);
      ofDocker.put(parts[0], parts[1].replace("${PIPELINE}", "${image.pipeline}"));
    }
    Map<String, String> ofJib = new TreeMap<>();
    for (Node variable = ofJib("environment").item(0).getFirstChild();
        variable != null;
        variable = variable.getNextSibling()) {
      if (variable instanceof Element element) {
        ofJib.put(element.getTagName(), element.getTextContent());
      }
    }
    assertThat(ofDocker).isEqualTo(ofJib).containsKey("SKILLFORGE_PIPELINE");
    assertThat(ofDocker.get("FLEX_TEMPLATE_JAVA_MAIN_CLASS"))
        .isEqualTo(LaunchCommand.class.getName());
  }

  @Test
  void theJarLiesWhereTheClassPathSays() throws Exception {
    String jar = ofJib("FLEX_TEMPLATE_JAVA_CLASSPATH").item(0).getTextContent();
    assertThat(instructions("COPY")).containsExactly("skillforge-analytics.jar " + jar);
    assertThat(ofJib("into").item(0).getTextContent() + "/skillforge-analytics.jar").isEqualTo(jar);
  }

  @Test
  void theLauncherIsStarted() throws Exception {
    assertThat(instructions("ENTRYPOINT"))
        .containsExactly("[\"" + ofJib("entrypoint").item(0).getTextContent() + "\"]");
  }

  @Test
  void theBaseIsPinned() throws IOException {
    assertThat(instructions("FROM")).singleElement().asString().matches(".*:\\d{8}_RC\\d\\d");
  }
}
