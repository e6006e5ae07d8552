package dev.flotilla.main.command.option;

import dev.flotilla.fleet.version.Version;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the versions of releases. */
public final class ReleaseConverter implements ITypeConverter<Version> {
  @Override
  public Version convert(String text) {
    return Version.ofTag(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be a version such as 'v1.2.3', without a pre-release, got '"
                        + text
                        + "'"));
  }
}
