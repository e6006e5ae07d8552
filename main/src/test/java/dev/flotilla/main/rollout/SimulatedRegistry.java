package dev.flotilla.main.rollout;

import dev.flotilla.main.report.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A registry that loses writes, answers with what was there before, or does not answer. */
final class SimulatedRegistry implements RingTags, RolloutJournal {
  /**
   * How often that happens, of all requests.
   *
   * @param lag for how many seconds it may answer with what was there before
   */
  record Faults(double lost, double stale, double silent, int lag) {
    static final Faults NONE = new Faults(0, 0, 0, 0);
    static final Faults MANY = new Faults(0.2, 0.3, 0.0005, 8);
  }

  private final SimulatedWorld world;
  private final Faults faults;
  private final Map<String, SimulatedTag<String>> tags = new TreeMap<>();
  private final SimulatedTag<Optional<RolloutRecord>> journal =
      new SimulatedTag<>(Optional.empty());
  private final Set<String> unsigned = new HashSet<>();
  private final Set<String> frozen = new HashSet<>();
  private final List<String> moves = new ArrayList<>();
  private BiConsumer<String, String> beforeMove = (tag, digest) -> {};

  SimulatedRegistry(SimulatedWorld world, Faults faults) {
    this.world = world;
    this.faults = faults;
  }

  /** Has somebody look before each move. */
  void beforeMove(BiConsumer<String, String> look) {
    beforeMove = look;
  }

  /** Sets a tag without a fault, as anyone may who can push. */
  void set(String tag, String digest) {
    tags.computeIfAbsent(tag, unknown -> new SimulatedTag<>(digest)).set(world.second(), digest);
  }

  /** Leaves a digest without a signature that clusters accept. */
  void unsign(String digest) {
    unsigned.add(digest);
  }

  /** Has the registry lose whatever is written to a tag. */
  void freeze(String tag) {
    frozen.add(tag);
  }

  /** Returns what a tag is at. */
  String truth(String tag) {
    return tag(tag).value();
  }

  SimulatedTag<String> tag(String tag) {
    return tags.computeIfAbsent(tag, unknown -> new SimulatedTag<>(""));
  }

  /** Returns the record that is there. */
  RolloutRecord recorded() {
    return journal.value().orElseThrow();
  }

  /** Returns the moves of tags that processes have requested, each as {@code <tag> <digest>}. */
  List<String> moves() {
    return moves;
  }

  @Override
  public String at(String tag) {
    String answer = answer(tag(tag));
    world.note(answer, world.second());
    return answer;
  }

  @Override
  public void point(String tag, String digest) {
    beforeMove.accept(tag, digest);
    moves.add(tag + " " + digest);
    if (!frozen.contains(tag)) {
      write(tag(tag), digest);
    }
    world.note(tag, digest.hashCode());
  }

  @Override
  public Duration lag() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Optional<String> refusal(String digest, RolloutRing ring) {
    answer(tag(ring.tag()));
    return unsigned.contains(digest) ? Optional.of("no signatures found") : Optional.empty();
  }

  @Override
  public Optional<RolloutRecord> read() {
    Optional<RolloutRecord> answer = answer(journal);
    world.note("record", answer.map(found -> found.state().toString().hashCode()).orElse(0));
    return answer;
  }

  @Override
  public void write(RolloutRecord record) {
    write(journal, Optional.of(record));
  }

  private <T> T answer(SimulatedTag<T> tag) {
    request();
    boolean isStale = faults.lag() > 0 && world.happens(faults.stale());
    T answer = isStale ? tag.value(world.second() - faults.lag()) : tag.value();
    world.step();
    return answer;
  }

  private <T> void write(SimulatedTag<T> tag, T value) {
    request();
    if (!world.happens(faults.lost())) {
      tag.set(world.second(), value);
    }
    world.step();
  }

  private void request() {
    world.step();
    if (world.happens(faults.silent())) {
      throw new Failure("the registry must answer, got no answer; try again");
    }
  }
}
