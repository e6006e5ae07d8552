package dev.flotilla.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobMatrixTest {
  private static List<String> clusters(int count) {
    return IntStream.range(0, count).mapToObj("prod-%05d"::formatted).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "20, 1", "21, 2", "1000, 50", "5120, 256", "20000, 256"})
  void jobsAreAtMostAsManyAsGitHubTakes(int count, int jobs) {
    JobMatrix matrix = JobMatrix.of(clusters(count));

    assertThat(matrix.include()).hasSize(jobs);
    assertThat(matrix.include().stream().flatMap(job -> Stream.of(job.clusters().split(" "))))
        .containsExactlyElementsOf(clusters(count));
  }

  @Test
  void matrixIsJsonOnOneLine() {
    assertThat(JobMatrix.of(List.of("eu", "us")).toJson())
        .isEqualTo("{\"include\":[{\"clusters\":\"eu us\"}]}");
    assertThat(JobMatrix.of(List.of()).toJson()).isEqualTo("{\"include\":[]}");
  }
}
