package dev.flotilla.fleet.kubernetes;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The one YAML writer: block style, keys in the order of the data, equal bytes for equal data.
 *
 * <p>A string stays a string for every reader: Helm reads YAML 1.1, where {@code on} is a boolean
 * and {@code 0123} a number, so such strings are quoted.
 */
public final class Yaml {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          // A long line is never folded: a diff shows the whole value that changed.
          .setWidth(Integer.MAX_VALUE)
          .setSplitLines(false)
          .setBestLineBreak("\n")
          .setDereferenceAliases(true)
          .setSchema(new EveryVersionOfYaml())
          .build();

  private Yaml() {}

  /** Returns maps, lists, strings, numbers and booleans as one YAML document. */
  public static String write(Object data) {
    return new Dump(SETTINGS).dumpToString(data);
  }

  /** YAML 1.2, and what a reader of YAML 1.1 takes for something else than a string. */
  private static final class EveryVersionOfYaml extends CoreSchema {
    private static final Tag NOT_A_STRING = new Tag("!yaml-1.1");
    private static final Pattern BOOLEAN = Pattern.compile("(?i:y|n|yes|no|on|off)");
    private static final Pattern NUMBER =
        Pattern.compile(
            "[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(:[0-9]+)*(\\.[0-9_]*)?|\\.[0-9_]+)([eE][-+]?[0-9]+)?");
    private static final Pattern DEFAULT_VALUE = Pattern.compile("=");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

    private final ScalarResolver resolver = resolver();

    /** It is called for every scalar. */
    @Override
    public ScalarResolver getScalarResolver() {
      return resolver;
    }

    private static ScalarResolver resolver() {
      CoreScalarResolver resolver = new CoreScalarResolver(true);
      resolver.addImplicitResolver(NOT_A_STRING, BOOLEAN, "yYnNoO");
      resolver.addImplicitResolver(NOT_A_STRING, NUMBER, "-+.0123456789");
      resolver.addImplicitResolver(NOT_A_STRING, DEFAULT_VALUE, "=");
      resolver.addImplicitResolver(NOT_A_STRING, TIMESTAMP, "0123456789");
      return resolver;
    }
  }
}
