package dev.flotilla.stacks;

import dev.flotilla.constructs.artifact.FluxPart;
import dev.flotilla.constructs.artifact.FluxScope;
import software.constructs.Construct;

/**
 * The component sets, the tenants or the update automations of a cluster: their names are their
 * ids, and CDKTF has ids such as {@code backend} of its own in the stack.
 */
final class FluxGroup extends Construct implements FluxScope {
  private final FluxScope parent;

  <S extends Construct & FluxScope> FluxGroup(S parent, String id) {
    super(parent, id);
    this.parent = parent;
  }

  @Override
  public void addPart(Construct child, FluxPart part) {
    parent.addPart(child, part);
  }
}
