package dev.flotilla.main.review.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Comparison;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.NotCompared;
import dev.flotilla.main.review.change.StackPlan;
import dev.flotilla.main.review.change.UnchangedStack;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
  @Test
  void jsonHasAllOfAChangeSet() {
    ChangeSet set =
        new ChangeSet(
                List.of(new Comparison("fleet artifact", "oci://acme")),
                List.of(new Danger(DangerKind.DOWNGRADE, "A/a", "goes back", List.of("x"))),
                List.of("new"),
                List.of("old"),
                List.of(
                    Sets.field(Sets.QUOTA, "pods", "50", "", "x"),
                    Sets.created(Sets.NAMESPACE, "holder", "x")),
                List.of(),
                List.of(),
                List.of())
            .with(
                List.of(new StackPlan("x", true, List.of("create a.b"), List.of("Plan"))),
                List.of(new UnchangedStack("z", Instant.EPOCH)),
                List.of(),
                List.of(new NotCompared("stack", "no answer", List.of("y"), true)));

    assertThat(new ObjectMapper().valueToTree(JsonOutput.of(set)).toString())
        .isEqualTo(
            "{'version':1,'hasChanges':true,'comparedWith':[{'subject':'fleet artifact','reference':'oci://acme'}],'dangers':[{'kind':'downgrade','subject':'A/a','message':'goes back','clusters':['x']}],'newClusters':['new'],'removedClusters':['old'],'changes':[{'change':'changed','object':{'group':'','kind':'ResourceQuota','namespace':'web','name':'tenant'},'appliedBy':'ResourceSet/flux-system/web','path':'spec.pods','before':'50','clusters':['x']},{'change':'new','object':{'group':'','kind':'Namespace','namespace':'','name':'shop'},'appliedBy':'holder','path':'','after':{'kind':'A'},'clusters':['x']}],'stacks':[{'cluster':'x','hasChanges':true,'resources':['create a.b'],'lines':['Plan']}],'notPlanned':[{'cluster':'z','since':'1970-01-01T00:00:00Z'}],'notCompared':[{'subject':'stack','reason':'no answer','clusters':['y'],'isError':true}]}"
                .replace('\'', '"'));
  }
}
