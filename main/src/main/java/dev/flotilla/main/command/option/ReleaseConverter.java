package dev.flotilla.main.command.option;

import dev.flotilla.main.publish.registry.ReleaseVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the versions of releases. */
final class ReleaseConverter implements ITypeConverter<ReleaseVersion> {
  @Override
  public ReleaseVersion convert(String text) {
    return ReleaseVersion.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be a version such as 'v1.2.3', without a pre-release, got '"
                        + text
                        + "'"));
  }
}
