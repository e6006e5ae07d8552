package charts

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

func keep(t *testing.T, c cache, content string, age time.Duration) v1.Hash {
	t.Helper()
	hash, _, err := v1.SHA256(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.write(hash, []byte(content)); err != nil {
		t.Fatal(err)
	}
	read := time.Now().Add(-age)
	if err := os.Chtimes(c.file(hash), read, read); err != nil {
		t.Fatal(err)
	}
	return hash
}

func contents(t *testing.T, c cache) []string {
	t.Helper()
	var all []string
	for _, one := range c.newest() {
		text, err := os.ReadFile(one.path)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(text))
	}
	return all
}

func assertContents(t *testing.T, c cache, want ...string) {
	t.Helper()
	if got := contents(t, c); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCacheLosesWhatNobodyHasReadForLong(t *testing.T) {
	c := cache{t.TempDir()}
	keep(t, c, "new", 29*24*time.Hour)
	old := keep(t, c, "old", 31*24*time.Hour)
	read := keep(t, c, "old but read", 31*24*time.Hour)
	if _, ok := c.read(read); !ok {
		t.Fatal("it must be there")
	}
	c.prune(time.Now(), maxCacheBytes)
	assertContents(t, c, "old but read", "new")
	if _, ok := c.read(old); ok {
		t.Error("it must be gone")
	}
}

func TestCacheThatIsTooLargeLosesWhatWasReadLongestAgo(t *testing.T) {
	c := cache{t.TempDir()}
	keep(t, c, "just read, and large", time.Minute)
	keep(t, c, "just read", 2*time.Minute)
	keep(t, c, "yesterday", 24*time.Hour)
	keep(t, c, "before", 48*time.Hour)
	c.prune(time.Now(), int64(len("just read, and large")+len("just read")+len("yesterday")))
	assertContents(t, c, "just read, and large", "just read", "yesterday")

	small := cache{t.TempDir()}
	keep(t, small, "in use by another process", 2*time.Minute)
	keep(t, small, "not", 2*time.Hour)
	small.prune(time.Now(), 1)
	assertContents(t, small, "in use by another process")
}

func TestCacheIsLookedThroughOnceADay(t *testing.T) {
	c := cache{t.TempDir()}
	c.prune(time.Now(), maxCacheBytes)
	keep(t, c, "old", 31*24*time.Hour)
	c.prune(time.Now(), maxCacheBytes)
	assertContents(t, c, "old")
	c.prune(time.Now().Add(25*time.Hour), maxCacheBytes)
	assertContents(t, c)
}

func TestCacheLosesPartsOfAKilledProcess(t *testing.T) {
	c := cache{t.TempDir()}
	hash := keep(t, c, "whole", time.Minute)
	for name, age := range map[string]time.Duration{"left": 25 * time.Hour, "under way": time.Minute} {
		part := filepath.Join(filepath.Dir(c.file(hash)), name+partial)
		if err := os.WriteFile(part, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		written := time.Now().Add(-age)
		if err := os.Chtimes(part, written, written); err != nil {
			t.Fatal(err)
		}
	}
	c.prune(time.Now(), maxCacheBytes)
	got := contents(t, c)
	slices.Sort(got)
	if !slices.Equal(got, []string{"under way", "whole"}) {
		t.Errorf("got %q", got)
	}
}

func TestCacheReplacesWhatIsNotWhatItsDigestSays(t *testing.T) {
	c := cache{t.TempDir()}
	hash := keep(t, c, "chart", 0)
	if err := os.WriteFile(c.file(hash), []byte("cha"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.read(hash); ok {
		t.Error("a part is none")
	}
	if err := c.write(hash, []byte("chart")); err != nil {
		t.Fatal(err)
	}
	if content, ok := c.read(hash); !ok || string(content) != "chart" {
		t.Errorf("got %q", content)
	}
}

// Processes that read, write and prune at once each get what they want, whatever the others remove.
func TestCacheServesManyProcesses(t *testing.T) {
	folder := t.TempDir()
	var group sync.WaitGroup
	for process := range 8 {
		group.Go(func() {
			c := cache{folder}
			for i := range 50 {
				content := bytes.Repeat([]byte{byte(i % 5)}, 1<<16)
				hash, _, _ := v1.SHA256(bytes.NewReader(content))
				if got, ok := c.read(hash); ok && !bytes.Equal(got, content) {
					t.Errorf("process %d got something else", process)
				}
				if err := c.write(hash, content); err != nil {
					t.Error(err)
				}
				_ = os.Remove(filepath.Join(folder, "pruned"))
				c.prune(time.Now().Add(2*inUse), 1)
			}
		})
	}
	group.Wait()
}
