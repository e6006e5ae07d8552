package controllers

import (
	"context"
	"slices"
	"strings"

	appsv1 "k8s.io/api/apps/v1"

	"flotilla.dev/sandbox/internal/process"
)

// start runs the Deployment's first container as its ServiceAccount.
func (f *follower) start(ctx context.Context, row Row, deployment *appsv1.Deployment) (stop func(), err error) {
	pod := deployment.Spec.Template.Spec
	container := pod.Containers[0]

	// 1. Who it is: a token that is renewed as long as it runs
	home, err := f.host.home(row)
	if err != nil {
		return nil, err
	}
	identity := &identity{client: f.client, namespace: deployment.Namespace, serviceAccount: orDefault(pod.ServiceAccountName), folder: home}
	kubeconfig, err := identity.kubeconfig(f.host)
	if err != nil {
		return nil, err
	}
	expires, err := identity.renew(ctx)
	if err != nil {
		return nil, err
	}

	// 2. What it is given, in terms of this machine
	variables, err := environment(ctx, f.client, deployment.Namespace, identity.serviceAccount, container)
	if err != nil {
		return nil, err
	}
	here := place{home: home, mounts: container.VolumeMounts, services: f.services}
	if err := here.prepare(); err != nil {
		return nil, err
	}
	args := replaceArgs(here.translateAll(expandAll(container.Args, variables)), row.Args)
	env := slices.Concat(f.host.Environment, []string{"TMPDIR=" + home + "/tmp", "HOME=" + home + "/tmp", "KUBECONFIG=" + kubeconfig},
		here.translateAll(variables), row.Env)
	keeper, err := f.host.Group.Keep(process.Spec{Name: row.Deployment, Path: row.Path, Args: args, Env: env, LogFile: f.host.LogFile(row.Deployment),
		MemoryLimit: container.Resources.Limits.Memory().Value()})
	if err != nil {
		return nil, err
	}

	renewing, cancel := context.WithCancel(ctx)
	go identity.keepRenewing(renewing, expires, f.host.Say)
	return func() {
		cancel()
		keeper.Stop(grace)
	}, nil
}

// replaceArgs drops the flags that ours replace, in both spellings, and adds ours.
func replaceArgs(args, ours []string) []string {
	replaced := map[string]bool{}
	for _, arg := range ours {
		replaced[flagName(arg)] = true
	}
	var kept []string
	for i := 0; i < len(args); i++ {
		if !replaced[flagName(args[i])] {
			kept = append(kept, args[i])
			continue
		}
		separate := !strings.Contains(args[i], "=") && i+1 < len(args) && !strings.HasPrefix(args[i+1], "-")
		if separate {
			i++
		}
	}
	return append(kept, ours...)
}

// flagName is empty for what is no flag.
func flagName(arg string) string {
	if !strings.HasPrefix(arg, "-") {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	return name
}

func orDefault(serviceAccount string) string {
	if serviceAccount == "" {
		return "default"
	}
	return serviceAccount
}
