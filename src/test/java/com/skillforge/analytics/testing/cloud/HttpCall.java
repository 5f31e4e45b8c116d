package com.skillforge.analytics.testing.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A call as a stand-in received it.
 *
 * @param path the parts of the path, each decoded
 * @param query the parameters of the address, decoded
 * @param headers by name; names compare without case
 * @param body what was sent, decompressed
 */
public record HttpCall(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    ByteString body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a call; a body that was sent compressed is decompressed. */
  public static HttpCall of(String method, URI uri, Map<String, String> headers, byte[] body) {
    Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    named.putAll(headers);
    boolean zipped =
        named.getOrDefault("content-encoding", "").toLowerCase(Locale.ROOT).equals("gzip");
    return new HttpCall(
        method,
        Arrays.stream(uri.getRawPath().split("/", -1))
            .filter(part -> !part.isEmpty())
            .map(HttpCall::decode)
            .toList(),
        parameters(uri.getRawQuery()),
        named,
        ByteString.copyFrom(zipped ? unzip(body) : body));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      parameters.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static byte[] unzip(byte[] body) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body as JSON; an empty object when there is none. */
  public JsonNode json() {
    try {
      return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body.toByteArray());
    } catch (IOException e) {
      throw new HttpFailure(400, "parseError", "The body is no JSON.");
    }
  }

  /** Whether method and path are as given; {@code *} stands for any one part. */
  public boolean is(String wantedMethod, String... parts) {
    if (!method.equals(wantedMethod) || path.size() != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].equals("*") && !parts[i].equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }
}
