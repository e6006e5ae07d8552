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
    Path folder = Path.of("components");
    List<String> differences =
        ContentFolder.differences(folder, MyContent.contents(ContentFolder.versions(folder)));

    assertEquals(List.of(), differences, "run ./content, and commit what it writes");
  }
}
