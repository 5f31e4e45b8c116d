package com.skillforge.analytics.testing.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Stands in for Google Cloud Storage: every bucket exists, objects live in memory. Steps: {@code
 * gcs.bucket}, {@code gcs.start}, {@code gcs.upload}, {@code gcs.get}, {@code gcs.list}, {@code
 * gcs.copy}, {@code gcs.delete}.
 */
public final class GcsStandIn implements HttpStep.Service {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SortedMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  private record Upload(String bucket, String object, ByteArrayOutputStream bytes) {}

  /** The objects by {@code gs://bucket/name}. */
  public SortedMap<String, byte[]> objects() {
    return objects;
  }

  /**
   * The bytes of an object.
   *
   * @throws HttpFailure when there is none
   */
  public byte[] read(String uri) {
    byte[] bytes = objects.get(uri);
    if (bytes == null) {
      throw new HttpFailure(404, "notFound", "Not found: URI " + uri);
    }
    return bytes;
  }

  /** Makes an object, as a service does that writes to a bucket. */
  public void write(String uri, byte[] bytes) {
    objects.put(uri, bytes);
  }

  @Override
  public Optional<HttpStep> step(HttpCall call) {
    if (call.is("GET", "storage", "v1", "b", "*")) {
      return step("gcs.bucket", () -> HttpAnswer.json(bucket(call.path().get(3))));
    }
    if (call.is("POST", "upload", "storage", "v1", "b", "*", "o")) {
      return step("gcs.start", () -> start(call));
    }
    if (call.is("PUT", "upload", "storage", "v1", "b", "*", "o")) {
      return step("gcs.upload", () -> upload(call));
    }
    boolean download = call.path().get(0).equals("download");
    if (download && call.is("GET", "download", "storage", "v1", "b", "*", "o", "*")) {
      return step("gcs.get", () -> HttpAnswer.bytes(read(uri(call, 4))));
    }
    if (call.is("GET", "storage", "v1", "b", "*", "o", "*")) {
      return step(
          "gcs.get",
          () ->
              "media".equals(call.query().get("alt"))
                  ? HttpAnswer.bytes(read(uri(call, 3)))
                  : HttpAnswer.json(describe(call.path().get(3), call.path().get(5))));
    }
    if (call.is("GET", "storage", "v1", "b", "*", "o")) {
      return step("gcs.list", () -> list(call));
    }
    if (call.is("POST", "storage", "v1", "b", "*", "o", "*", "rewriteTo", "b", "*", "o", "*")) {
      return step("gcs.copy", () -> rewrite(call));
    }
    if (call.is("DELETE", "storage", "v1", "b", "*", "o", "*")) {
      return step("gcs.delete", () -> delete(call));
    }
    return Optional.empty();
  }

  private static Optional<HttpStep> step(String name, Supplier<HttpAnswer> work) {
    return Optional.of(HttpStep.of(name, work));
  }

  private static String uri(HttpCall call, int bucketAt) {
    return "gs://" + call.path().get(bucketAt) + "/" + call.path().get(bucketAt + 2);
  }

  private static ObjectNode bucket(String name) {
    return JSON.createObjectNode()
        .put("kind", "storage#bucket")
        .put("name", name)
        .put("location", "US")
        .put("projectNumber", "1");
  }

  private HttpAnswer start(HttpCall call) {
    if (!"resumable".equals(call.query().get("uploadType"))) {
      throw new HttpFailure(400, "invalid", "The stand-in knows resumable uploads only.");
    }
    String object = call.query().getOrDefault("name", call.json().path("name").asText(""));
    String id = "upload" + ids.incrementAndGet();
    uploads.put(id, new Upload(call.path().get(4), object, new ByteArrayOutputStream()));
    String location =
        "http://"
            + call.headers().get("host")
            + "/upload/storage/v1/b/"
            + call.path().get(4)
            + "/o?uploadType=resumable&upload_id="
            + id;
    return HttpAnswer.empty(200, Map.of("Location", location));
  }

  /** A chunk may come again, or overlap the one before, when its answer was lost. */
  private HttpAnswer upload(HttpCall call) {
    String id = call.query().get("upload_id");
    Upload upload = uploads.get(id);
    if (upload == null) {
      throw new HttpFailure(404, "notFound", "There is no upload " + id + ".");
    }
    String range = call.headers().getOrDefault("content-range", "bytes 0-0/*");
    String[] parts = range.substring("bytes ".length()).split("/", -1);
    synchronized (upload) {
      if (!parts[0].equals("*")) {
        int start = Integer.parseInt(parts[0].substring(0, parts[0].indexOf('-')));
        int known = upload.bytes.size();
        if (start > known) {
          throw new HttpFailure(400, "invalid", "A chunk is missing before byte " + start + ".");
        }
        int skip = Math.min(known - start, call.body().size());
        upload.bytes.write(call.body().toByteArray(), skip, call.body().size() - skip);
      }
      int size = upload.bytes.size();
      if (parts[1].equals("*") || Integer.parseInt(parts[1]) > size) {
        return HttpAnswer.empty(
            308, size == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (size - 1)));
      }
      objects.put("gs://" + upload.bucket + "/" + upload.object, upload.bytes.toByteArray());
      return HttpAnswer.json(describe(upload.bucket, upload.object));
    }
  }

  private ObjectNode describe(String bucket, String object) {
    byte[] bytes = read("gs://" + bucket + "/" + object);
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    byte[] crc = ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
    return JSON.createObjectNode()
        .put("kind", "storage#object")
        .put("bucket", bucket)
        .put("name", object)
        .put("size", String.valueOf(bytes.length))
        .put("generation", "1")
        .put("metageneration", "1")
        .put("crc32c", Base64.getEncoder().encodeToString(crc))
        .put("etag", "e" + Arrays.hashCode(bytes))
        .put("timeCreated", "2026-01-01T00:00:00.000Z")
        .put("updated", "2026-01-01T00:00:00.000Z");
  }

  private HttpAnswer list(HttpCall call) {
    String bucket = "gs://" + call.path().get(3) + "/";
    String prefix = bucket + call.query().getOrDefault("prefix", "");
    ObjectNode found = JSON.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = found.putArray("items");
    objects.keySet().stream()
        .filter(uri -> uri.startsWith(prefix))
        .forEach(uri -> items.add(describe(call.path().get(3), uri.substring(bucket.length()))));
    return HttpAnswer.json(found);
  }

  private HttpAnswer rewrite(HttpCall call) {
    byte[] bytes = read(uri(call, 3));
    objects.put(uri(call, 8), bytes);
    ObjectNode done =
        JSON.createObjectNode()
            .put("kind", "storage#rewriteResponse")
            .put("done", true)
            .put("objectSize", String.valueOf(bytes.length))
            .put("totalBytesRewritten", String.valueOf(bytes.length));
    done.set("resource", describe(call.path().get(8), call.path().get(10)));
    return HttpAnswer.json(done);
  }

  private HttpAnswer delete(HttpCall call) {
    read(uri(call, 3));
    objects.remove(uri(call, 3));
    return HttpAnswer.empty(204, Map.of());
  }
}
