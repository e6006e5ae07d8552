package dev.flotilla.main.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.publish.sbom.FolderContent;
import dev.flotilla.main.publish.signature.DemandedSignature;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a check has found.
 *
 * @param problems all mistakes, by file and line
 * @param off those whose rule an annotation switches off
 * @param outsideRings what changes on all clusters at the same time, whatever their rings are at
 * @param unchecked what was not looked at
 * @param charts those that were looked at, by address and digest
 * @param contents what each folder puts on clusters, in the order of the folders
 * @param failures why something could not be checked
 */
public record CheckAnswer(
    List<CheckProblem> problems,
    List<CheckProblem> off,
    List<CheckProblem> outsideRings,
    List<CheckProblem> unchecked,
    List<JsonNode> charts,
    List<FolderContent> contents,
    List<String> failures) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the checker writes it. */
  record Found(
      List<CheckProblem.Found> problems,
      List<CheckProblem.Found> off,
      List<CheckProblem.Found> outsideRings,
      List<CheckProblem.Found> unchecked,
      List<JsonNode> charts,
      List<Demand> demands,
      List<FolderContent> contents,
      List<String> failures,
      @Nullable List<DeliveredObject.Found> objects,
      boolean unchanged) {
    static Found read(byte[] json) throws IOException {
      return JSON.readValue(json, Found.class);
    }

    /**
     * Returns it with what charts lack.
     *
     * @param refusal says why clusters refuse a chart, if they do
     */
    CheckAnswer toAnswer(Function<DemandedSignature, Optional<String>> refusal) {
      List<CheckProblem> unsigned = new ArrayList<>();
      Set<String> unverified = new LinkedHashSet<>(failures);
      for (Demand demand : demands) {
        try {
          refusal
              .apply(demand.signature())
              .map(why -> demand.problem("cosign said: " + why))
              .ifPresent(unsigned::add);
        } catch (Failure failure) {
          if (demand.problem("").isSwitchedOn() || Thread.currentThread().isInterrupted()) {
            unverified.addAll(failure.messages());
          }
        }
      }
      return new CheckAnswer(
          inOrder(problems, unsigned, CheckProblem::isSwitchedOn),
          inOrder(off, unsigned, problem -> !problem.isSwitchedOn()),
          of(outsideRings),
          of(unchecked),
          charts,
          contents,
          List.copyOf(unverified));
    }

    private static List<CheckProblem> inOrder(
        List<CheckProblem.Found> found, List<CheckProblem> more, Predicate<CheckProblem> isMeant) {
      return Stream.concat(of(found).stream(), more.stream().filter(isMeant))
          .sorted(CheckProblem.BY_PLACE)
          .toList();
    }

    List<DeliveredObject> rendered() {
      return objects == null
          ? List.of()
          : objects.stream().map(DeliveredObject.Found::toObject).toList();
    }
  }

  /** A signature that clusters demand of a chart, and what is wrong without it. */
  record Demand(DemandedSignature signature, CheckProblem.Found problem) {
    /** Returns what is wrong, with what the cluster would say. */
    CheckProblem problem(String why) {
      return problem.toProblem().because(why);
    }
  }

  public CheckAnswer {
    problems = List.copyOf(problems);
    off = List.copyOf(off);
    outsideRings = List.copyOf(outsideRings);
    unchecked = List.copyOf(unchecked);
    charts = List.copyOf(charts);
    contents = List.copyOf(contents);
    failures = List.copyOf(failures);
  }

  private static List<CheckProblem> of(List<CheckProblem.Found> found) {
    return found.stream().map(CheckProblem.Found::toProblem).toList();
  }

  /** Returns this answer with more problems, after its own. */
  CheckAnswer with(List<CheckProblem> more) {
    return new CheckAnswer(
        Ordered.concat(problems, more), off, outsideRings, unchecked, charts, contents, failures);
  }

  /** Returns whether there is something to correct. */
  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Returns whether everything was checked, and nothing is wrong. */
  boolean hasPassed() {
    return problems.isEmpty() && failures.isEmpty();
  }
}
