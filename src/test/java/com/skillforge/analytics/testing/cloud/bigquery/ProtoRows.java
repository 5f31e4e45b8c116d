package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reads the rows of the Storage Write API, which come in a message type of the writer's own. */
final class ProtoRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Descriptor type;

  ProtoRows(DescriptorProto writerSchema) {
    try {
      FileDescriptorProto file =
          FileDescriptorProto.newBuilder()
              .setName("writer.proto")
              .addMessageType(writerSchema)
              .build();
      type =
          FileDescriptor.buildFrom(file, new FileDescriptor[0])
              .findMessageTypeByName(writerSchema.getName());
    } catch (DescriptorValidationException e) {
      throw new IllegalArgumentException("The writer schema is no message type.", e);
    }
  }

  /**
   * A row in the form in which a load would bring it, checked.
   *
   * @throws RowException when the table does not take it
   */
  ObjectNode row(ByteString bytes, List<Field> fields) throws RowException {
    DynamicMessage message;
    try {
      message = DynamicMessage.parseFrom(type, bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new RowException("The row does not have the writer's schema.");
    }
    ObjectNode row = JSON.createObjectNode();
    for (FieldDescriptor column : type.getFields()) {
      Field field =
          fields.stream()
              .filter(known -> known.name().equalsIgnoreCase(column.getName()))
              .findFirst()
              .orElseThrow(() -> new RowException("no such field: " + column.getName() + "."));
      if (column.isRepeated()) {
        ArrayNode list = row.putArray(field.name());
        for (Object element : (List<?>) message.getField(column)) {
          list.add(value(field, element));
        }
      } else if (message.hasField(column)) {
        row.set(field.name(), value(field, message.getField(column)));
      }
    }
    return Field.check(fields, row);
  }

  private static JsonNode value(Field field, Object value) {
    return field.type() == FieldType.TIMESTAMP
        ? JSON.getNodeFactory()
            .textNode(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString())
        : JSON.valueToTree(value);
  }
}
