package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  void sortsANewKeyAndLeavesTheOtherMapAsItIs() {
    SortedMap<String, String> one = Ordered.putNew(Ordered.NONE, "b", "1", "a letter");

    assertThat(Ordered.putNew(one, "a", "2", "a letter"))
        .containsExactly(entry("a", "2"), entry("b", "1"));
    assertThat(one).containsExactly(entry("b", "1"));
  }

  @Test
  void refusesANewKeyTwice() {
    SortedMap<String, String> one = Ordered.putNew(Ordered.NONE, "b", "1", "a letter");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ordered.putNew(one, "b", "1", "a letter"))
        .withMessage("a letter must be set only once, got 'b' twice; remove one");
  }

  @Test
  void copiesAMapWithoutAnOrderByItsKeysAndAnyOtherAsItIs() {
    Map<String, Object> selector = Map.of("operation", "copy", "mediaType", "text", "a", 1);
    Map<String, Object> hashed = new HashMap<>(selector);
    Map<String, Object> written = Ordered.map("z", selector, "a", List.of(selector, hashed));

    Map<String, Object> copy = Ordered.copyOfMap(written);
    assertThat(copy).isEqualTo(written);
    assertThat(copy.toString())
        .isEqualTo(
            "{z={a=1, mediaType=text, operation=copy}, a=[{a=1, mediaType=text, operation=copy}, {a=1, mediaType=text, operation=copy}]}");
  }

  @Test
  void copiesWhatNobodyCanChangeLater() {
    Map<String, Object> inner = Ordered.map("a", 1);
    List<Object> list = new ArrayList<>(List.of(inner));
    Map<String, Object> copy = Ordered.copyOfMap(Ordered.map("list", list, "map", inner));

    inner.put("b", 2);
    list.clear();

    assertThat(copy.toString()).isEqualTo("{list=[{a=1}], map={a=1}}");
    assertThatThrownBy(() -> copy.put("c", 3)).isInstanceOf(UnsupportedOperationException.class);
  }
}
