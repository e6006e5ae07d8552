package dev.flotilla.fleet.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The types that an API server gives to objects when it checks expressions on them. */
public final class CelTypes {
  private final Map<String, CelType> structs = new TreeMap<>();

  /** Returns the kinds of an API group, as {@code apiVersion kind}. */
  public static List<String> kinds(String group) {
    return KnownKinds.byApiVersion().entrySet().stream()
        .filter(version -> version.getKey().startsWith(group.isEmpty() ? "v1" : group + "/"))
        .flatMap(version -> version.getValue().stream().map(kind -> version.getKey() + " " + kind))
        .toList();
  }

  /** Returns the type of objects of a kind. */
  public CelType object(String apiVersion, String kind) {
    return type(kind, Schema.of(apiVersion, kind).orElseThrow());
  }

  /** Returns a type that has these fields. */
  public CelType struct(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(fields);
    CelType struct =
        StructType.create(name, types.keySet(), field -> Optional.ofNullable(types.get(field)));
    structs.put(name, struct);
    return struct;
  }

  /** Returns what finds all types that were made. */
  public CelTypeProvider provider() {
    return new Provider(ImmutableMap.copyOf(structs));
  }

  private CelType type(String name, Schema reference) {
    Schema schema = reference.resolved();
    return switch (schema.node().path("type").asText()) {
      case "array" -> ListType.create(type(name + "[]", schema.at(schema.node().get("items"))));
      case "boolean" -> SimpleType.BOOL;
      case "integer" -> SimpleType.INT;
      case "object" -> map(name, schema);
      case "string" -> SimpleType.STRING;
      default -> SimpleType.DYN;
    };
  }

  private CelType map(String name, Schema schema) {
    if (schema.node().has("properties")) {
      Map<String, CelType> fields = new TreeMap<>();
      schema
          .node()
          .get("properties")
          .properties()
          .forEach(
              field ->
                  fields.put(
                      field.getKey(),
                      type(name + "." + field.getKey(), schema.at(field.getValue()))));
      return struct(name, fields);
    }
    JsonNode values = schema.node().path("additionalProperties");
    return values.isObject()
        ? MapType.create(SimpleType.STRING, type(name + "{}", schema.at(values)))
        : SimpleType.DYN;
  }

  /** All types, by their names. */
  private static final class Provider implements CelTypeProvider {
    private final ImmutableMap<String, CelType> structs;

    Provider(ImmutableMap<String, CelType> structs) {
      this.structs = structs;
    }

    @Override
    public ImmutableCollection<CelType> types() {
      return structs.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(structs.get(name));
    }
  }
}
