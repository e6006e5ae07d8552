package check

import (
	"strings"

	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/rules"
)

// markers adds what is wrong with the markers of image automation, which are in files and not in objects.
func (r *run) markers(folder contract.Folder, root string) error {
	if folder.Definitions {
		return nil
	}
	problems, err := rules.Markers(root)
	for _, problem := range problems {
		for _, consumer := range readers(folder.Consumers, problem.File) {
			r.answers.problem(folder, consumer, problem)
		}
	}
	return err
}

// readers are the consumers whose folder has a file; all of them if it is beside these folders, as a base is.
func readers(consumers []contract.Consumer, file string) []contract.Consumer {
	var own []contract.Consumer
	for _, consumer := range consumers {
		if strings.HasPrefix(file, flux.Folder(consumer.Kustomization)+"/") {
			own = append(own, consumer)
		}
	}
	if len(own) == 0 {
		return consumers
	}
	return own
}
