package dev.flotilla.main.opentofu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  @Test
  void tellsWhatWasDeletedFromWhatWasForgotten() {
    List<Event> events =
        Stream.of(
                "{'type':'apply_start','hook':{'resource':{'addr':'terraform_data.mine'},'action':'delete'}}",
                "{'type':'apply_complete','hook':{'resource':{'addr':'terraform_data.mine'},'action':'delete'}}",
                "{'type':'apply_complete','hook':{'resource':{'addr':'helm_release.flux'},'action':'remove'}}",
                "{'type':'apply_complete','hook':{'resource':{'addr':'terraform_data.new'},'action':'create'}}")
            .map(line -> Event.parse(line.replace('\'', '"')))
            .toList();

    assertThat(new Outcome(0, events, "").deleted()).containsExactly("terraform_data.mine");
  }
}
