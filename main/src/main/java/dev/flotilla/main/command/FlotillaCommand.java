package dev.flotilla.main.command;

import dev.flotilla.main.command.check.CheckCommand;
import dev.flotilla.main.command.check.RenderCommand;
import dev.flotilla.main.command.publish.PublishCommand;
import dev.flotilla.main.command.review.DiffCommand;
import dev.flotilla.main.command.rollout.RolloutCommand;
import dev.flotilla.main.command.versions.VersionsCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
    name = "flotilla",
    versionProvider = ProgramVersion.class,
    description = "Defines a fleet of Flux clusters in Java and provisions it with OpenTofu.",
    subcommands = {
      SynthCommand.class,
      ListCommand.class,
      DiffCommand.class,
      DeployCommand.class,
      CheckCommand.class,
      RenderCommand.class,
      PublishCommand.class,
      DestroyCommand.class,
      StatusCommand.class,
      VersionsCommand.class,
      RolloutCommand.class,
      DoctorCommand.class,
      InitCommand.class,
      WorkflowsCommand.class,
      KeysCommand.class,
      HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  TF_VAR_<name>          the value of a credential; 'deploy' says which are needed",
      "  KUBECONFIG             the kubeconfig, instead of each cluster's own",
      "  TERRAFORM_BINARY_NAME  OpenTofu, if it is not 'tofu' on the PATH",
      "  FLOTILLA_MIRROR        <registry>=<mirror>, several separated by commas",
      "  FLOTILLA_MIRROR_KEYS   the mirror's own keys: <path>.pub and .key of each artifact",
      "  FLOTILLA_MIRROR_SIGSTORE",
      "                         the mirror's own Sigstore: trusted_root.json and",
      "                         signing_config.v0.2.json",
      "  FLOTILLA_FLEET         the fleet where its sources are not: fleet.json, or oci://…",
      "  FLOTILLA_FLEET_SIGNER  who must have signed that artifact",
      "  FLOTILLA_COSIGN        cosign, if it is not 'cosign' on the PATH",
      "  CDKTF_OUTDIR           the output folder, instead of cdktf.out",
      "  NO_COLOR               no colours",
      "  FLOTILLA_DEBUG         stack traces"
    })
final class FlotillaCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  // picocli acts on these two; nothing reads them.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean unusedHelp;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean unusedVersion;

  @Override
  public void run() {
    CommandLine self = Objects.requireNonNull(spec, "spec").commandLine();
    self.usage(self.getOut());
  }
}
