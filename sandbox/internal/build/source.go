package build

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// FindSource finds the folder `sandbox` of the repository that this program was built from: above
// the program (target/bin/sandbox), else above the working directory (go test).
func FindSource() (string, error) {
	var starts []string
	if program, err := os.Executable(); err == nil {
		starts = append(starts, filepath.Dir(program))
	}
	if working, err := os.Getwd(); err == nil {
		starts = append(starts, working)
	}
	for _, start := range starts {
		for folder := start; ; folder = filepath.Dir(folder) {
			source := filepath.Join(folder, "sandbox")
			if _, err := os.Stat(filepath.Join(source, "modules", ControlPlane, "go.mod")); err == nil {
				return source, nil
			}
			if folder == filepath.Dir(folder) {
				break
			}
		}
	}
	return "", fmt.Errorf("sources of the sandbox not found above any of %v: run the program inside its repository", starts)
}

// CacheRoot is where parts are kept, outside of any clone.
func CacheRoot() (string, error) {
	cache := os.Getenv("XDG_CACHE_HOME")
	if cache == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no cache folder: set XDG_CACHE_HOME or HOME")
		}
		cache = filepath.Join(home, ".cache")
	}
	return filepath.Join(cache, "flotilla", "sandbox"), nil
}

func platform() string { return runtime.GOOS + "_" + runtime.GOARCH }
