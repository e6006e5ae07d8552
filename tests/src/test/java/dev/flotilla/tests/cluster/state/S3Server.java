package dev.flotilla.tests.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket {@code states} of a server that speaks S3's protocol, and keeps it in a folder. */
final class S3Server implements AutoCloseable {
  private static final Path PROGRAM = Project.ROOT.resolve("target/bin/s3");
  private static final Pattern LISTENING = Pattern.compile("listening on (https://\\S+)");
  private static final Map<String, String> LOGIN =
      Map.of("AWS_ACCESS_KEY_ID", "ci", "AWS_SECRET_ACCESS_KEY", "s3-password");

  private final Path folder;
  private final RunningProcess process;

  S3Server(Path folder) {
    assertThat(PROGRAM)
        .as("run 'make %s' before this test", Project.ROOT.relativize(PROGRAM))
        .exists();
    this.folder = folder;
    this.process = ProcessStarter.of(PROGRAM.toString(), folder.toString()).env(LOGIN).start();
    process.awaitMoment(() -> LISTENING.matcher(process.stderr()).find());
  }

  String address() {
    Matcher listening = LISTENING.matcher(process.stderr());
    assertThat(listening.find()).isTrue();
    return listening.group(1);
  }

  /** Returns the variables by which OpenTofu logs in, and trusts it. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(LOGIN);
    environment.put("AWS_CA_BUNDLE", folder.resolve("server.pem").toString());
    return environment;
  }

  /** Returns where an object of the bucket is kept. */
  Path object(String key) {
    return folder.resolve("buckets/states").resolve(key);
  }

  @Override
  public void close() {
    process.close();
  }
}
