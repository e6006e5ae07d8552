package dev.flotilla.main.command.option;

import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.git.CheckedOutTree;
import dev.flotilla.main.review.bundle.Bundle;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A review that was approved, and whose plans or artifacts are used instead of new ones. */
public final class ApprovedOptions {
  /** Reads a digest. */
  static final class DigestConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!value.matches("sha256:[0-9a-f]{64}")) {
        throw new TypeConversionException(
            "must be 'sha256:' and 64 digits, as 'diff --out' has printed them, got '"
                + value
                + "'");
      }
      return value;
    }
  }

  /** Neither is of use without the other. */
  static final class Approved {
    @Option(
        names = "--plan",
        paramLabel = "DIR",
        required = true,
        description = "Do what the bundle in this folder has, which 'diff --out' has written.")
    private @Nullable Path folder;

    @Option(
        names = "--approved",
        paramLabel = "DIGEST",
        required = true,
        converter = DigestConverter.class,
        description = "The digest that was approved; anything else than that bundle is refused.")
    private @Nullable String digest;
  }

  @ArgGroup(exclusive = false)
  private @Nullable Approved approved;

  /** Returns whether a bundle is named. */
  public boolean areNamed() {
    return approved != null;
  }

  /** Opens the bundle, if one is named; refuses it if another was approved, or of another tree. */
  public Optional<Bundle> open(Invocation invocation) {
    if (approved == null || approved.folder == null || approved.digest == null) {
      return Optional.empty();
    }
    Bundle bundle = Bundle.open(invocation.resolve(approved.folder), approved.digest);
    bundle.requireTree(
        new CheckedOutTree(invocation.folder(), invocation.environment())
            .hash()
            .orElse("uncommitted changes"));
    return Optional.of(bundle);
  }
}
