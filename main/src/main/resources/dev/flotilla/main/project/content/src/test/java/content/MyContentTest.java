package content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flotilla.fleet.render.ContentFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MyContentTest {
  @Test
  void foldersAreWhatTheContentIs() throws IOException {
    List<String> differences =
        ContentFolder.differences(Path.of("components"), MyContent.contents());

    assertEquals(List.of(), differences, "run ./content, and commit what it writes");
  }
}
