package dev.flotilla.constructs.kubernetes;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The one YAML writer: block style, keys in the order of the data, equal bytes for equal data. */
public final class Yaml {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          // A long line is never folded: a diff shows the whole value that changed.
          .setWidth(Integer.MAX_VALUE)
          .setSplitLines(false)
          .setBestLineBreak("\n")
          .setDereferenceAliases(true)
          .build();

  private Yaml() {}

  /** Returns maps, lists, strings, numbers and booleans as one YAML document. */
  public static String write(Object data) {
    return new Dump(SETTINGS).dumpToString(data);
  }
}
