package rules

import "flotilla.dev/checker/internal/flux"

// Unseen returns which parts of an object nothing looks at, though a cluster will.
func Unseen(object flux.Object) []string {
	if object.Encrypted {
		return []string{"the encrypted values of " + Name(object) + " are not looked at"}
	}
	return nil
}
