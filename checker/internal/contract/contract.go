// Package contract is what the program and the checker say to each other, as JSON on stdin and stdout.
package contract

// A Request asks what is wrong with folders, each for the clusters that consume it.
type Request struct {
	Folders []Folder `json:"folders"`
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
	// Unchecked says of objects what could not be compared with anything.
	Unchecked []Problem `json:"unchecked"`
}

// A Problem is one mistake, in all environments and clusters that have it.
type Problem struct {
	File         string   `json:"file"`
	Line         int      `json:"line,omitempty"`
	Environments []string `json:"environments"`
	Clusters     []string `json:"clusters"`
	Object       string   `json:"object,omitempty"`
	Rule         string   `json:"rule"`
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
