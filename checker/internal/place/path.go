package place

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A step leads from a value to one in it: the name of a field or, where name is empty, the index of an item.
type step struct {
	name  string
	index int
	// item is the name of a list's item, by which it is found in a file that has the items in another order.
	item string
}

// Resolve follows a path, as Kubernetes' libraries write them, in a value. It returns the path as messages have it,
// with indices, and what is there; found is false where the path leads to nothing.
func Resolve(value any, path string) (shown string, at any, found bool) {
	steps, at, found := resolve(value, path)
	return text(steps), at, found
}

func text(steps []step) string {
	var shown strings.Builder
	for _, step := range steps {
		switch {
		case step.name == "":
			fmt.Fprintf(&shown, "[%d]", step.index)
		case shown.Len() > 0:
			shown.WriteString("." + step.name)
		default:
			shown.WriteString(step.name)
		}
	}
	return shown.String()
}

func resolve(value any, path string) (steps []step, at any, found bool) {
	at, found = value, true
	for rest := strings.TrimPrefix(path, "."); rest != ""; rest = strings.TrimPrefix(rest, ".") {
		var next step
		if !strings.HasPrefix(rest, "[") {
			next.name, rest = field(at, rest)
		} else {
			end := closing(rest)
			key := rest[1:end]
			rest = rest[min(end+1, len(rest)):]
			if _, isMap := at.(map[string]any); isMap {
				next.name = key
			} else {
				next.index = itemIndex(at, key)
			}
		}
		next.item = itemName(at, next)
		steps = append(steps, next)
		at, found = child(at, next)
		if !found {
			at = nil
		}
	}
	return steps, at, found
}

// closing is the index of the bracket that ends the key at the beginning of a path, whatever quotes are in it.
func closing(path string) int {
	quoted := false
	for i := 0; i < len(path); i++ {
		switch {
		case path[i] == '\\' && quoted:
			i++
		case path[i] == '"':
			quoted = !quoted
		case path[i] == ']' && !quoted:
			return i
		}
	}
	return len(path)
}

// field splits off the name of a field, which may have dots itself.
func field(value any, path string) (name, rest string) {
	fields, _ := value.(map[string]any)
	for key := range fields {
		after, ok := strings.CutPrefix(path, key)
		if ok && len(key) > len(name) && (after == "" || after[0] == '.' || after[0] == '[') {
			name = key
		}
	}
	if name == "" {
		name = path
		if end := strings.IndexAny(path, ".["); end > 0 {
			name = path[:end]
		}
	}
	return name, path[len(name):]
}

func child(value any, next step) (any, bool) {
	if next.name != "" {
		fields, _ := value.(map[string]any)
		at, found := fields[next.name]
		return at, found
	}
	items, _ := value.([]any)
	if next.index < 0 || next.index >= len(items) {
		return nil, false
	}
	return items[next.index], true
}

// itemIndex finds the item of a list by its index, or by the keys that structured merge prints: name="web".
func itemIndex(value any, key string) int {
	if index, err := strconv.Atoi(key); err == nil {
		return index
	}
	items, _ := value.([]any)
	for i, item := range items {
		fields, isMap := item.(map[string]any)
		matches := true
		for _, pair := range strings.Split(key, ",") {
			name, want, _ := strings.Cut(pair, "=")
			want = strings.Trim(want, `"`)
			if isMap {
				item = fields[name]
			}
			// What the item does not have is a default of the schema.
			matches = matches && (item == nil || fmt.Sprint(item) == want)
		}
		if matches {
			return i
		}
	}
	return 0
}

func itemName(value any, next step) string {
	if next.name != "" {
		return ""
	}
	item, _ := child(value, next)
	fields, _ := item.(map[string]any)
	name, _ := fields["name"].(string)
	return name
}

// Remove takes away what a path leads to; it returns false where there is nothing, or where nothing can be taken away.
func Remove(value any, path string) bool {
	steps, _, found := resolve(value, path)
	return found && len(steps) > 0 && remove(value, steps) != nil
}

// remove returns a value without what steps lead to; a map stays the same map.
func remove(value any, steps []step) any {
	first, rest := steps[0], steps[1:]
	switch value := value.(type) {
	case map[string]any:
		if len(rest) == 0 {
			delete(value, first.name)
		} else {
			value[first.name] = remove(value[first.name], rest)
		}
		return value
	case []any:
		if len(rest) == 0 {
			return slices.Delete(value, first.index, first.index+1)
		}
		value[first.index] = remove(value[first.index], rest)
		return value
	}
	return nil
}
