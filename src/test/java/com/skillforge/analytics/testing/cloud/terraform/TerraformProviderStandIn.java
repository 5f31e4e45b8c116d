package com.skillforge.analytics.testing.cloud.terraform;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.skillforge.analytics.testing.cloud.terraform.ProviderSchema.Message;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * A stand-in for Terraform's provider {@code google}: it speaks the protocol of providers on the
 * loopback, has Terraform check files against the provider's schema, and plans resources without
 * asking a cloud. Nothing is made. What the provider would learn from the cloud gets a value here
 * that says what it is, so that a plan shows everything that follows from it.
 */
public final class TerraformProviderStandIn implements AutoCloseable {
  private static final String SERVICE = "tfplugin5.Provider/";

  private final ProviderSchema schema = new ProviderSchema();
  private final Server server;

  public TerraformProviderStandIn() {
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .fallbackHandlerRegistry(new Methods())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the environment of a Terraform must hold so that it comes here: name and value. */
  public Map<String, String> environment() {
    return Map.of(
        "TF_REATTACH_PROVIDERS",
        """
        {"registry.terraform.io/hashicorp/google": {"Protocol": "grpc", "ProtocolVersion": 5,
         "Pid": %d, "Test": true, "Addr": {"Network": "tcp", "String": "127.0.0.1:%d"}}}
        """
            .formatted(ProcessHandle.current().pid(), server.getPort()));
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** An empty message says to most questions that all is well. */
  private UnknownFieldSet answer(String method, UnknownFieldSet question) {
    return switch (method) {
      case "GetSchema" -> schema.message();
      case "PrepareProviderConfig" -> new Message().with(1, bytes(question, 1)).build();
      case "PlanResourceChange" -> new Message().with(1, planned(question)).build();
      default -> UnknownFieldSet.getDefaultInstance();
    };
  }

  private UnknownFieldSet planned(UnknownFieldSet question) {
    String type = bytes(question, 1).toStringUtf8();
    try {
      Value proposed =
          MessagePack.newDefaultUnpacker(
                  bytes(UnknownFieldSet.parseFrom(bytes(question, 3)), 1).toByteArray())
              .unpackValue();
      Map<Value, Value> attributes = new HashMap<>(proposed.asMapValue().map());
      schema
          .computed(type)
          .forEach(
              (name, kind) ->
                  attributes.merge(
                      ValueFactory.newString(name),
                      valueOf(type, name, kind, proposed),
                      (given, known) -> given.isNilValue() ? known : given));
      try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
        packer.packValue(ValueFactory.newMap(attributes));
        return new Message().with(1, ByteString.copyFrom(packer.toByteArray())).build();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Value valueOf(String type, String name, String kind, Value proposed) {
    if (type.equals("google_service_account") && name.equals("email")) {
      return ValueFactory.newString(
          text(proposed, "account_id")
              + "@"
              + text(proposed, "project")
              + ".iam.gserviceaccount.com");
    }
    return switch (kind) {
      case "bool" -> ValueFactory.newBoolean(false);
      case "number" -> ValueFactory.newInteger(0);
      default -> ValueFactory.newString(name + " of " + type);
    };
  }

  private static String text(Value proposed, String attribute) {
    return proposed
        .asMapValue()
        .map()
        .get(ValueFactory.newString(attribute))
        .asStringValue()
        .asString();
  }

  private static ByteString bytes(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().get(0);
  }

  /** The methods of the protocol; no others, which Terraform takes as told. */
  private final class Methods extends HandlerRegistry {
    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
        String name, @Nullable String authority) {
      if (!name.startsWith(SERVICE)) {
        return null;
      }
      MethodDescriptor<UnknownFieldSet, UnknownFieldSet> descriptor =
          MethodDescriptor.<UnknownFieldSet, UnknownFieldSet>newBuilder()
              .setType(MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(name)
              .setRequestMarshaller(new Messages())
              .setResponseMarshaller(new Messages())
              .build();
      return ServerMethodDefinition.create(
          descriptor,
          ServerCalls.asyncUnaryCall(
              (question, observer) -> {
                observer.onNext(answer(name.substring(SERVICE.length()), question));
                observer.onCompleted();
              }));
    }
  }

  private static final class Messages implements MethodDescriptor.Marshaller<UnknownFieldSet> {
    @Override
    public InputStream stream(UnknownFieldSet message) {
      return new ByteArrayInputStream(message.toByteArray());
    }

    @Override
    public UnknownFieldSet parse(InputStream stream) {
      try {
        return UnknownFieldSet.parseFrom(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
