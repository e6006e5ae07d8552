package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class OrderedTest {
  @Test
  void mapKeepsTheOrderOfItsPairs() {
    assertThat(Ordered.map("b", 1, "a", 2)).containsExactly(entry("b", 1), entry("a", 2));
  }

  @Test
  void mapRefusesAKeyTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ordered.map("a", 1, "b", 2, "a", 1))
        .withMessage("a key of a map must be set only once, got 'a' twice; remove one");
  }

  @Test
  void putNewSortsAndLeavesTheOtherMapAsItIs() {
    SortedMap<String, String> one = Ordered.putNew(Ordered.NONE, "b", "1", "a letter");

    assertThat(Ordered.putNew(one, "a", "2", "a letter"))
        .containsExactly(entry("a", "2"), entry("b", "1"));
    assertThat(one).containsExactly(entry("b", "1"));
  }

  @Test
  void putNewRefusesAKeyTwice() {
    SortedMap<String, String> one = Ordered.putNew(Ordered.NONE, "b", "1", "a letter");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ordered.putNew(one, "b", "1", "a letter"))
        .withMessage("a letter must be set only once, got 'b' twice; remove one");
  }
}
