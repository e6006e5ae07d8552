package dev.flotilla.main.rollout;

import java.util.Optional;

/** Where the record of the last rollout of one artifact on one channel is kept. */
public interface RolloutJournal {
  /** Returns the record, whose signature is verified; empty if there was no rollout yet. */
  Optional<RolloutRecord> read();

  /** Writes the record in place of the last one. */
  void write(RolloutRecord record);
}
