package dev.flotilla.main.command.option;

import dev.flotilla.fleet.source.GitRef;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of branches. */
final class BranchConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    try {
      GitRef.branch(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
