package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.List;

/**
 * What a tenant that comes from Git may take from Git: its own repository, at the branch of its
 * cluster's environment. Another branch would run what nobody has merged into that one.
 */
final class BranchRules {
  private static final AdmissionRule BRANCHES =
      new AdmissionRule(
          "flux-tenant-branches",
          List.of(Requests.writes(SourceRules.GROUP, "gitrepositories")),
          Condition.CHANGED_BY_TENANT,
          Ordered.map(
              "followed",
              TenantMarkExpressions.list(TenantMark.GIT_BRANCHES),
              "asked",
              """
              object.spec.url + ' ' + (has(object.spec.ref) && has(object.spec.ref.branch) \
              && !has(object.spec.ref.tag) && !has(object.spec.ref.semver) && !has(object.spec.ref.name) \
              && !has(object.spec.ref.commit) ? object.spec.ref.branch : '(no branch)')\
              """),
          false,
          List.of(
              new Check(
                  "variables.followed.size() == 0 || variables.asked in variables.followed",
                  "\"a tenant from Git must follow its own repository at its cluster's branch, got '\" + variables.asked + \"' in '\" + request.name + \"'; set spec.url and spec.ref.branch to [\" + variables.followed.join(', ') + \"]\"")));

  static final List<AdmissionRule> ALL = List.of(BRANCHES);

  private BranchRules() {}
}
