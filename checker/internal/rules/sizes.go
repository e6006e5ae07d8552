package rules

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/client-go/kubernetes/scheme"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
)

// maxStored is what etcd takes in one request unless it is configured otherwise (--max-request-bytes).
const maxStored = 3 * 1024 * 1024 / 2

// sizes refuses objects that no server can store.
func sizes(object flux.Object, consumer Consumer) []kinds.Finding {
	size := stored(&object.Unstructured, consumer)
	if size <= maxStored {
		return nil
	}
	return []kinds.Finding{{
		Rule: Size, Path: "kind",
		Message: fmt.Sprintf("an object must have at most %d bytes, which etcd takes, got %d in OBJECT", maxStored, size),
		Remedy:  "split it, or deliver what is large in a source of its own",
	}}
}

// stored is how much a server writes of an object: JSON or, of most of Kubernetes' own kinds, protocol buffers.
func stored(object *unstructured.Unstructured, consumer Consumer) int {
	text, err := object.MarshalJSON()
	if err != nil || len(text) <= maxStored {
		return len(text)
	}
	admitted := consumer.Known.Admitted(object)
	if admitted == nil || !scheme.Scheme.Recognizes(object.GroupVersionKind()) {
		return len(text)
	}
	versioned, err := kinds.Scheme.ConvertToVersion(admitted, object.GroupVersionKind().GroupVersion())
	if err != nil {
		return len(text)
	}
	var written counter
	if err := protobuf.NewSerializer(kinds.Scheme, kinds.Scheme).Encode(versioned, &written); err != nil {
		return len(text)
	}
	return int(written)
}

type counter int

func (c *counter) Write(text []byte) (int, error) {
	*c += counter(len(text))
	return len(text), nil
}
