// Command sandbox runs a Kubernetes control plane, an OCI registry, a Git server and Flux with its operator on
// this machine's loopback interface, without a container engine, for development and tests.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"flotilla.dev/sandbox/internal/build"
	"flotilla.dev/sandbox/internal/console"
	"flotilla.dev/sandbox/internal/instance"
	"flotilla.dev/sandbox/internal/kubeconfig"
)

const usage = `A Kubernetes control plane, an OCI registry, a Git server and Flux with its operator on this machine's loopback interface.

  sandbox build [NAME…]               build what is missing into the user's cache folder
  sandbox up --dir DIR [--keyless|--private-sigstore] [--git]
                                      start the sandbox that lives in DIR, or find it running; with a Sigstore that Flux
                                      and cosign take for the public one, or that nobody trusts who is not handed its root;
                                      with a Git server, where a push creates the repository (needs git on the PATH)
  sandbox status --dir DIR [--json]   what runs; exit code 2 when it does not
  sandbox env --dir DIR [--json]      the variables that point programs at it
  sandbox identity --dir DIR --repository OWNER/NAME --workflow PATH --ref REF [--event EVENT] [--called WORKFLOW@REF] [--json]
                                      the variables with which a program signs as that workflow of GitHub Actions
  sandbox identity --dir DIR --project GROUP/NAME --ref REF [--json]
                                      the same for the pipeline of that project on GitLab
  sandbox down --dir DIR              stop it; its data stay in DIR
  sandbox whoami CONTEXT FILES...     who each kubeconfig, or list of them, makes one for client-go
`

// errNotRunning is the status that is no error.
var errNotRunning = errors.New("not running")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	err := run(ctx, os.Args[1:])
	switch {
	case err == nil:
	case errors.Is(err, errNotRunning):
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "sandbox:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		args = []string{"help"}
	}
	status := console.New(os.Stderr)
	switch command, args := args[0], args[1:]; command {
	case "build":
		builder, err := build.NewBuilder(status)
		if err != nil {
			return err
		}
		binaries, err := builder.All(ctx, args...)
		if err != nil {
			return err
		}
		for _, path := range binaries.Paths() {
			fmt.Println(path)
		}
		return nil
	case "up":
		options, err := parse(args, upFlags)
		if err != nil {
			return err
		}
		builder, err := build.NewBuilder(status)
		if err != nil {
			return err
		}
		binaries, err := builder.All(ctx)
		if err != nil {
			return err
		}
		return instance.Up(ctx, status, options.folder, options.order(binaries))
	case "down":
		options, err := parse(args)
		if err != nil {
			return err
		}
		return instance.Down(ctx, status, options.folder)
	case "status":
		options, err := parse(args, jsonFlag)
		if err != nil {
			return err
		}
		running, err := instance.Status(ctx, os.Stdout, options.folder, options.asJSON)
		if err == nil && !running {
			return errNotRunning
		}
		return err
	case "env":
		options, err := parse(args, jsonFlag)
		if err != nil {
			return err
		}
		return instance.Env(os.Stdout, options.folder, options.asJSON)
	case "identity":
		options, err := parse(args, jsonFlag, jobFlags)
		if err != nil {
			return err
		}
		return instance.Identity(os.Stdout, options.folder, options.job, options.asJSON)
	case "whoami":
		if len(args) < 2 {
			return errors.New("a context and kubeconfigs must be given: see 'sandbox help'")
		}
		return kubeconfig.WhoAmI(ctx, os.Stdout, args[0], args[1:])
	case "supervise":
		options, err := parse(args)
		if err != nil {
			return err
		}
		return instance.Supervise(ctx, options.folder, os.Stdin, os.Stdout)
	case "serve-git":
		options, err := parse(args)
		if err != nil {
			return err
		}
		return instance.ServeGit(ctx, options.folder)
	case "help", "-h", "--help":
		fmt.Print(usage)
		return nil
	default:
		return fmt.Errorf("unknown command, got '%s': see 'sandbox help'", command)
	}
}

// options are what commands are given; each takes some of them.
type options struct {
	folder                        instance.Folder
	asJSON, keyless, private, git bool
	job                           instance.Job
}

func (o options) order(binaries build.Binaries) instance.Order {
	return instance.Order{Binaries: binaries, Keyless: o.keyless || o.private, PrivateSigstore: o.private, Git: o.git}
}

func jsonFlag(flags *flag.FlagSet, o *options) { flags.BoolVar(&o.asJSON, "json", false, "") }

func upFlags(flags *flag.FlagSet, o *options) {
	flags.BoolVar(&o.keyless, "keyless", false, "")
	flags.BoolVar(&o.private, "private-sigstore", false, "")
	flags.BoolVar(&o.git, "git", false, "")
}

func jobFlags(flags *flag.FlagSet, o *options) {
	flags.StringVar(&o.job.Repository, "repository", "", "")
	flags.StringVar(&o.job.Workflow, "workflow", "", "")
	flags.StringVar(&o.job.Ref, "ref", "", "")
	flags.StringVar(&o.job.Event, "event", "push", "")
	flags.StringVar(&o.job.Called, "called", "", "")
	flags.StringVar(&o.job.Project, "project", "", "")
}

func parse(args []string, more ...func(*flag.FlagSet, *options)) (o options, err error) {
	flags := flag.NewFlagSet("sandbox", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	dir := flags.String("dir", "", "")
	for _, add := range more {
		add(flags, &o)
	}
	if err := flags.Parse(args); err != nil {
		return o, fmt.Errorf("%w: see 'sandbox help'", err)
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument, got '%s': see 'sandbox help'", flags.Arg(0))
	}
	if *dir == "" {
		return o, errors.New("folder of the sandbox is missing: name one, as in '--dir target/sandbox/staging'")
	}
	path, err := filepath.Abs(*dir)
	o.folder = instance.Folder(path)
	return o, err
}
