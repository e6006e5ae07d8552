package helm

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/postrender"
	"helm.sh/helm/v3/pkg/release"
	"helm.sh/helm/v3/pkg/storage/driver"
)

func newInstall(actions *action.Configuration, m releaseModel) *action.Install {
	install := action.NewInstall(actions)
	install.ReleaseName = m.Name.ValueString()
	install.Namespace = m.Namespace.ValueString()
	install.Atomic = m.Atomic.ValueBool()
	install.CreateNamespace = m.CreateNamespace.ValueBool()
	install.DependencyUpdate = m.DependencyUpdate.ValueBool()
	install.Description = m.Description.ValueString()
	install.Devel = m.Devel.ValueBool()
	install.DisableHooks = m.DisableWebhooks.ValueBool()
	install.Replace = m.Replace.ValueBool()
	install.SkipCRDs = m.SkipCrds.ValueBool()
	install.SubNotes = true // the default of render_subchart_notes
	install.TakeOwnership = m.TakeOwnership.ValueBool()
	install.Timeout = seconds(m.Timeout)
	install.Wait = m.Wait.ValueBool()
	install.WaitForJobs = m.WaitForJobs.ValueBool()
	return install
}

func newUpgrade(actions *action.Configuration, m releaseModel) *action.Upgrade {
	upgrade := newAdoption(actions, m)
	upgrade.CleanupOnFail = m.CleanupOnFail.ValueBool()
	upgrade.Force = m.ForceUpdate.ValueBool()
	upgrade.MaxHistory = int(m.MaxHistory.ValueInt64())
	upgrade.ResetValues = m.ResetValues.ValueBool()
	upgrade.ReuseValues = m.ReuseValues.ValueBool()
	upgrade.TakeOwnership = m.TakeOwnership.ValueBool()
	upgrade.WaitForJobs = m.WaitForJobs.ValueBool()
	return upgrade
}

// newAdoption is the upgrade that upgrade_install does in place of an install. Upstream passes it less than an
// ordinary upgrade: neither take_ownership nor wait_for_jobs count here.
func newAdoption(actions *action.Configuration, m releaseModel) *action.Upgrade {
	upgrade := action.NewUpgrade(actions)
	upgrade.Namespace = m.Namespace.ValueString()
	upgrade.Atomic = m.Atomic.ValueBool()
	upgrade.Description = m.Description.ValueString()
	upgrade.Devel = m.Devel.ValueBool()
	upgrade.DisableHooks = m.DisableWebhooks.ValueBool()
	upgrade.SkipCRDs = m.SkipCrds.ValueBool()
	upgrade.SubNotes = true // as in an install
	upgrade.Timeout = seconds(m.Timeout)
	upgrade.Wait = m.Wait.ValueBool()
	return upgrade
}

// installedVersion is the chart version of the OLDEST revision that is kept, as upstream takes it, or "" when there is
// no release.
func installedVersion(actions *action.Configuration, name string) (string, error) {
	history, err := action.NewHistory(actions).Run(name)
	if errors.Is(err, driver.ErrReleaseNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return history[0].Chart.Metadata.Version, nil
}

func (s *session) findRelease(ctx context.Context, namespace, name string) (*release.Release, error) {
	actions, err := s.actionConfig(ctx, namespace)
	if err != nil {
		return nil, err
	}
	return action.NewGet(actions).Run(name)
}

func (m releaseModel) postRenderer() (postrender.PostRenderer, error) {
	if m.PostRender == nil || m.PostRender.BinaryPath.ValueString() == "" {
		return nil, nil
	}
	return postrender.NewExec(m.PostRender.BinaryPath.ValueString(), texts(m.PostRender.Args.Elements())...)
}

func seconds(count types.Int64) time.Duration {
	return time.Duration(count.ValueInt64()) * time.Second
}
