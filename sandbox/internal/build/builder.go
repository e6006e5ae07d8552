package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"flotilla.dev/sandbox/internal/console"
	"flotilla.dev/sandbox/internal/lock"
)

// A Builder builds parts into the cache and says so on a console.
type Builder struct {
	source  string
	cache   string
	console *console.Console
}

// NewBuilder finds the sources and the cache.
func NewBuilder(console *console.Console) (*Builder, error) {
	source, err := FindSource()
	if err != nil {
		return nil, err
	}
	cache, err := CacheRoot()
	if err != nil {
		return nil, err
	}
	return &Builder{source: source, cache: cache, console: console}, nil
}

// A job is one build under way: it compiles in module, and what it puts into output becomes the cache entry.
type job struct {
	part      Part
	committed string // the part's folder in the repository
	module    string // where to compile: committed, or a copy that was made ready
	scratch   string
	output    string
}

// Ensure returns the part's folder in the cache, built unless it is there. Two builds of one part
// wait for each other; an interrupted one leaves nothing that looks finished. The console has what
// happens under the title.
func (b *Builder) Ensure(ctx context.Context, part Part, title string) (string, error) {
	key, err := b.key(ctx, part)
	if err != nil {
		return "", err
	}
	home := filepath.Join(b.cache, part.Name)
	entry := filepath.Join(home, key)
	if isFolder(entry) {
		return entry, nil
	}

	if err := os.MkdirAll(home, 0o755); err != nil {
		return "", fmt.Errorf("cache folder not writable: %w", err)
	}
	var held *lock.Lock
	err = b.console.Step(title+": waiting for another build of it", func() error {
		held, err = lock.Wait(ctx, filepath.Join(home, "lock"))
		return err
	})
	if err != nil {
		return "", err
	}
	defer held.Release()
	if isFolder(entry) {
		return entry, nil
	}

	start := time.Now()
	b.console.Line("%s: building", title)
	err = b.console.Step(title+": still building", func() error { return b.build(ctx, part, home, entry) })
	if err != nil {
		return "", fmt.Errorf("%s not built: %w", part.Name, err)
	}
	b.console.Line("%s: built in %.0f s", title, time.Since(start).Seconds())
	return entry, nil
}

// build fills a temporary sibling of the entry and renames it into place.
func (b *Builder) build(ctx context.Context, part Part, home, entry string) error {
	// 1. What a killed build left; nobody else is at it while we hold the lock.
	leftovers, err := filepath.Glob(filepath.Join(home, "*.tmp"))
	if err != nil {
		return err
	}
	for _, leftover := range leftovers {
		if err := os.RemoveAll(leftover); err != nil {
			return err
		}
	}

	// 2. Fresh folders
	temporary := entry + ".tmp"
	defer os.RemoveAll(temporary)
	committed := filepath.Join(b.source, part.Module)
	j := &job{part: part, committed: committed, module: committed,
		scratch: filepath.Join(temporary, "scratch"), output: filepath.Join(temporary, "output")}
	for _, folder := range []string{j.scratch, j.output} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}

	// 3. Module, binaries, files beside them
	if part.prepare != nil {
		if err := part.prepare(ctx, j); err != nil {
			return err
		}
	}
	if err := j.compile(ctx); err != nil {
		return err
	}
	if part.assets != nil {
		if err := part.assets(ctx, j); err != nil {
			return err
		}
	}
	return os.Rename(j.output, entry)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
