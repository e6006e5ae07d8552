package charts

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

const (
	// unused is how long what nobody reads is kept.
	unused = 30 * 24 * time.Hour
	// maxCacheBytes is how many bytes are kept; beyond, what was read longest ago goes.
	maxCacheBytes = 2 << 30
	// inUse is how long what was just read stays, however much there is: another process may be about to read it again.
	inUse = time.Hour
	// sweep is how often a cache is looked through.
	sweep = 24 * time.Hour
)

// A cache is a folder that keeps what has a digest, for all processes of a machine. It is laid out as an OCI layout has
// its blobs. The time of a file is when it was last read.
type cache struct{ folder string }

func (c cache) file(hash v1.Hash) string {
	return filepath.Join(c.folder, "blobs", hash.Algorithm, hash.Hex)
}

// read returns what has a digest. A file with something else, such as a disk that was full leaves, is none.
func (c cache) read(hash v1.Hash) ([]byte, bool) {
	content, err := os.ReadFile(c.file(hash))
	if err != nil || !isOf(content, hash) {
		return nil, false
	}
	now := time.Now()
	_ = os.Chtimes(c.file(hash), now, now) // a folder that only others write keeps no times
	return content, true
}

// write keeps content under its digest. Nobody sees a part of it: the file gets its name when it is whole.
func (c cache) write(hash v1.Hash, content []byte) error {
	folder := filepath.Dir(c.file(hash))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	part, err := os.CreateTemp(folder, hash.Hex+"-*"+partial)
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	if _, err := part.Write(content); err != nil {
		part.Close()
		return err
	}
	if err := part.Close(); err != nil {
		return err
	}
	return os.Rename(part.Name(), c.file(hash))
}

const partial = ".part"

// prune removes what is unused or too much. Whoever wants it after that gets it again, and who is reading it has it open,
// so other processes notice nothing; that a file is gone already means that another one prunes too.
func (c cache) prune(now time.Time, maxBytes int64) {
	mark := filepath.Join(c.folder, "pruned")
	if last, err := os.Stat(mark); err == nil && now.Sub(last.ModTime()) < sweep {
		return
	}
	if os.WriteFile(mark, nil, 0o644) != nil || os.Chtimes(mark, now, now) != nil {
		return // there is no cache, or only others may change it
	}
	var kept int64
	for _, one := range c.newest() {
		age := now.Sub(one.read)
		isPart := filepath.Ext(one.path) == partial
		if isPart && age > sweep || !isPart && (age > unused || age > inUse && kept+one.size > maxBytes) {
			_ = os.Remove(one.path)
		} else {
			kept += one.size
		}
	}
}

type kept struct {
	path string
	read time.Time
	size int64
}

// newest is all that is kept, what was read last first.
func (c cache) newest() []kept {
	paths, _ := filepath.Glob(filepath.Join(c.folder, "blobs", "*", "*"))
	var all []kept
	for _, path := range paths {
		if file, err := os.Stat(path); err == nil && file.Mode().IsRegular() {
			all = append(all, kept{path, file.ModTime(), file.Size()})
		}
	}
	slices.SortStableFunc(all, func(one, other kept) int { return other.read.Compare(one.read) })
	return all
}
