package dev.flotilla.main.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * The jobs of a matrix of GitHub Actions that work on many clusters, each on some.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/limits">limits of GitHub Actions</a>
 */
public record JobMatrix(List<Job> include) {
  /** GitHub refuses a matrix with more. */
  private static final int MAX_JOBS = 256;

  /** What a job deploys in some minutes, which are more than it takes to start. */
  private static final int CLUSTERS = 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * One job.
   *
   * @param clusters their names, separated by spaces
   */
  public record Job(String clusters) {}

  public JobMatrix {
    include = List.copyOf(include);
  }

  /** Returns one that works on these clusters, in their order. */
  public static JobMatrix of(List<String> clusters) {
    int count = Math.min((clusters.size() + CLUSTERS - 1) / CLUSTERS, MAX_JOBS);
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) clusters.size() * i / count);
      int to = (int) ((long) clusters.size() * (i + 1) / count);
      jobs.add(new Job(String.join(" ", clusters.subList(from, to))));
    }
    return new JobMatrix(jobs);
  }

  /** Returns it as an output of a job: JSON on one line. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts are JSON", e);
    }
  }
}
