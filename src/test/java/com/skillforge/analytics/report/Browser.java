package com.skillforge.analytics.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's Chromium, without a window, looking at one page. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path AXE = Path.of("target/tools/node_modules/axe-core/axe.min.js");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens a page; the test fails, or is skipped, where there is no browser. */
  static Browser open(Path page) throws IOException {
    Tools.require(CHROMIUM.toString(), "install Debian's chromium");
    Tools.require(DRIVER.toString(), "install Debian's chromium-driver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    // In a container there are neither namespaces nor much shared memory.
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, java.util.logging.Level.ALL);
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    // Named, so that Selenium looks for none to download.
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.driver.get(page.toUri().toString());
    return browser;
  }

  /** Every address that was asked for so far. */
  List<String> requests() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = JSON.readTree(entry.getMessage()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        addresses.add(message.path("params").path("request").path("url").asText());
      }
    }
    return addresses;
  }

  /** What the browser complained of, violations of the page's policy among it. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** A window of so many pixels, light or dark. */
  void show(int width, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Sees as somebody does who has this deficiency, for example {@code achromatopsia}. */
  void seeAs(String deficiency) {
    driver.executeCdpCommand("Emulation.setEmulatedVisionDeficiency", Map.of("type", deficiency));
  }

  /** The serious and critical findings of axe, in a line each. */
  List<String> findings() throws IOException {
    Tools.requireFile(AXE, "npm install --prefix target/tools axe-core");
    driver.executeScript(Files.readString(AXE, StandardCharsets.UTF_8));
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run().then(result => done(result.violations
              .filter(each => ['serious', 'critical'].includes(each.impact))
              .map(each => each.id + ': ' + each.help + ' ' + each.nodes.slice(0, 3).map(n => n.html))));
            """);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** Looks at another page. */
  void go(Path page) {
    driver.get(page.toUri().toString());
  }

  Object ask(String script) {
    return driver.executeScript("return " + script);
  }

  void run(String script, Object... arguments) {
    driver.executeScript(script, arguments);
  }

  void press(CharSequence key) {
    driver.switchTo().activeElement().sendKeys(key);
  }

  /** How many sheets of paper it takes. */
  int sheets() {
    String pdf = new String(Base64.getDecoder().decode(pdf()), StandardCharsets.ISO_8859_1);
    return (int) SHEET.matcher(pdf).results().count();
  }

  /** What a printer gets, in Base64. */
  String pdf() {
    return String.valueOf(
        driver.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true)).get("data"));
  }

  /** Keeps a picture of the whole page, for people. */
  void picture(Path file) throws IOException {
    picture(file, (Long) ask("document.documentElement.scrollHeight"), 1);
  }

  /** The same of its first so many pixels, smaller by a factor. */
  void picture(Path file, long height, double scale) throws IOException {
    Object data =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                    "captureBeyondViewport",
                    true,
                    "clip",
                    Map.of(
                        "x",
                        0,
                        "y",
                        0,
                        "width",
                        ask("innerWidth"),
                        "height",
                        height,
                        "scale",
                        scale)))
            .get("data");
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
