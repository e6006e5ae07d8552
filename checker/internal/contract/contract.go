// Package contract is what the program and the checker say to each other, as JSON on stdin and stdout.
package contract

// A Request asks what is wrong with folders, each for the clusters that consume it.
type Request struct {
	Folders []Folder `json:"folders"`
	// Objects are what the fleet itself has on each cluster: what folders may refer to, and what decides what may be created there.
	Objects map[string][]map[string]any `json:"objects,omitempty"`
	// Charts says how charts are reached; nil means that none is looked at.
	Charts *Charts `json:"charts,omitempty"`
	// Passed are the charts of an earlier answer to the same request; while all of them are what they were, that answer holds.
	Passed []Chart `json:"passed,omitempty"`
	// TrustedRoots are those of the fleet's Sigstores, by the names of the Secrets that have them on clusters.
	TrustedRoots map[string]string `json:"trustedRoots,omitempty"`
	// Render means that the objects are wanted, and not what is wrong with them.
	Render bool `json:"render,omitempty"`
}

// Charts says how charts are reached.
type Charts struct {
	// Cache is the folder that keeps them, by their digests.
	Cache string `json:"cache"`
	// Mirrors are where registries are reached instead, by their hosts.
	Mirrors map[string]Mirror `json:"mirrors,omitempty"`
}

// A Mirror is a place that has the repositories of a registry.
type Mirror struct {
	Host string `json:"host"`
	// Prefix is the path before each repository.
	Prefix   string `json:"prefix,omitempty"`
	Insecure bool   `json:"insecure,omitempty"`
}

// A Chart is what a release names, and what that was when it was looked at.
type Chart struct {
	// URL is that of the chart's own repository in a registry, or of a repository over HTTP, which has the chart Name.
	URL  string `json:"url"`
	Name string `json:"name,omitempty"`
	// Digest pins the chart, otherwise Tag does; the newest version in Range may be another one tomorrow.
	Digest string `json:"digest,omitempty"`
	Tag    string `json:"tag,omitempty"`
	Range  string `json:"range,omitempty"`
	// Filter is a regular expression of the tags that Range is looked for in.
	Filter string `json:"filter,omitempty"`
	// Layer is the media type of the layer that is the chart; empty means the first.
	Layer    string `json:"layer,omitempty"`
	Insecure bool   `json:"insecure,omitempty"`
	// Version and Found are the tag or version, and the digest, that this names now.
	Version string `json:"version,omitempty"`
	Found   string `json:"found,omitempty"`
}

// A Signature is one without which clusters refuse a chart: by one of Keys or, if there is none, by one of Identities. Flux
// takes several identities, or none, for signatures of the old format only, and with none takes anybody's.
type Signature struct {
	// Reference is the chart in its registry, by its digest.
	Reference  string     `json:"reference"`
	Insecure   bool       `json:"insecure,omitempty"`
	Keys       []string   `json:"keys,omitempty"`
	Identities []Identity `json:"identities,omitempty"`
	// TrustedRoot is the file of a Sigstore other than the public one.
	TrustedRoot string `json:"trustedRoot,omitempty"`
}

// A Demand is a signature that clusters demand, and what is wrong without it; if that has a reason, it is switched off.
type Demand struct {
	Signature Signature `json:"signature"`
	Problem   Problem   `json:"problem"`
}

// An Identity is who has signed without a key, as expressions of the certificate's issuer and subject.
type Identity struct {
	Issuer  string `json:"issuer"`
	Subject string `json:"subject"`
}

// A Content is what one folder puts on the clusters that it was checked for, in order.
type Content struct {
	Path   string         `json:"path"`
	Charts []ChartContent `json:"charts"`
	// Images are those of all pods, charts' too.
	Images []ImageContent `json:"images"`
	// Partial means that there is more, which was not looked at.
	Partial bool `json:"partial,omitempty"`
}

// A ChartContent is a chart that was templated.
type ChartContent struct {
	// URL is that of the chart in a registry or, of one over HTTP, of its repository.
	URL     string `json:"url"`
	Name    string `json:"name"`
	Version string `json:"version"`
	// Digest is that of the artifact in a registry or, of a chart over HTTP, of its archive.
	Digest string `json:"digest"`
	// App is the version of what the chart installs, if it names one.
	App string `json:"app,omitempty"`
}

// An ImageContent is an image as nodes pull it, with what Docker adds to a short name.
type ImageContent struct {
	Repository string `json:"repository"`
	Tag        string `json:"tag,omitempty"`
	Digest     string `json:"digest,omitempty"`
}

// A Folder is what one artifact holds.
type Folder struct {
	// Path is the folder as messages name it.
	Path string `json:"path"`
	// Archive is the file with the artifact's layer, a compressed tar.
	Archive string `json:"archive"`
	// Definitions means that only the custom resource definitions in it count, for the other folders.
	Definitions bool `json:"definitions,omitempty"`
	// Consumers are the Kustomizations by which clusters apply the folder.
	Consumers []Consumer `json:"consumers"`
}

// A Consumer is a Kustomization of Flux on one cluster.
type Consumer struct {
	Cluster     string `json:"cluster"`
	Environment string `json:"environment"`
	// Kubernetes is the cluster's version, such as 1.37; empty means the newest that is known.
	Kubernetes string `json:"kubernetes,omitempty"`
	// Tenant means that Flux may apply nothing outside of the Kustomization's target namespace.
	Tenant bool `json:"tenant,omitempty"`
	// Ring is the tag that the cluster's ring follows; empty means that its environment has no rings.
	Ring string `json:"ring,omitempty"`
	// Variables are what the ConfigMaps that the Kustomization substitutes from have on the cluster.
	Variables map[string]string `json:"variables,omitempty"`
	// Kustomization is the whole object.
	Kustomization map[string]any `json:"kustomization"`
}

// An Answer has everything that was found.
type Answer struct {
	Problems []Problem `json:"problems"`
	// Off are the problems whose rule an annotation switches off.
	Off []Problem `json:"off"`
	// OutsideRings says of objects what changes on all clusters at the same time, whatever their rings are at.
	OutsideRings []Problem `json:"outsideRings"`
	// Unchecked says of objects what could not be compared with anything.
	Unchecked []Problem `json:"unchecked"`
	// Charts are those that releases name; one that could not be had has no digest.
	Charts []Chart `json:"charts"`
	// Demands are the signatures that clusters demand of charts; whoever asked verifies them.
	Demands []Demand `json:"demands"`
	// Contents are what each folder that is checked puts on clusters, in the order of the folders.
	Contents []Content `json:"contents"`
	// Failures say why something could not be checked at all.
	Failures []string `json:"failures"`
	// Objects are what clusters get, in the order of the folders and their consumers, if they are wanted.
	Objects []Object `json:"objects,omitempty"`
	// Unchanged means that the earlier answer holds, and that there is no other.
	Unchanged bool `json:"unchanged"`
}

// An Object is what a cluster gets of one.
type Object struct {
	Cluster string `json:"cluster"`
	// AppliedBy is the Kustomization or HelmRelease that does, as Kind/namespace/name.
	AppliedBy string `json:"appliedBy"`
	File      string `json:"file"`
	Template  string `json:"template,omitempty"`
	YAML      string `json:"yaml"`
}

// A Problem is one mistake, in all environments and clusters that have it.
type Problem struct {
	File         string   `json:"file"`
	Line         int      `json:"line,omitempty"`
	Environments []string `json:"environments"`
	Clusters     []string `json:"clusters"`
	Object       string   `json:"object,omitempty"`
	// Template is the file of a chart that the object comes from; File is then that of the release.
	Template string `json:"template,omitempty"`
	Rule     string `json:"rule"`
	// Message says what is wrong, with the value.
	Message string `json:"message"`
	// Remedy says what to do; it is empty where Choices say so.
	Remedy string `json:"remedy,omitempty"`
	// Typed is the name that none of Choices is, and Others what stands before all of them.
	Typed   string   `json:"typed,omitempty"`
	Choices []string `json:"choices,omitempty"`
	Others  string   `json:"others,omitempty"`
	// Reason is that of the annotation which switches the rule off.
	Reason string `json:"reason,omitempty"`
}
