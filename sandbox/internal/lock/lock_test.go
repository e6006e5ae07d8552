package lock

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestLockIsHeldByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first := try(t, path)
	if first == nil {
		t.Fatal("a free lock was not taken")
	}
	if try(t, path) != nil {
		t.Fatal("a held lock was taken")
	}
	first.Release()
	again := try(t, path)
	if again == nil {
		t.Fatal("a released lock was not taken")
	}
	again.Release()
}

func TestWaitEndsWithTheHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first := try(t, path)
	taken := make(chan error, 1)
	go func() {
		second, err := Wait(context.Background(), path)
		second.Release()
		taken <- err
	}()
	first.Release()
	if err := <-taken; err != nil {
		t.Fatal(err)
	}
}

func TestWaitCanBeGivenUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first := try(t, path)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if _, err := Wait(ctx, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("error %v", err)
	}
	first.Release()
	// What the abandoned wait still got, it gives back
	second, err := Wait(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	second.Release()
}

func TestLockOnARemovedFileDoesNotCount(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first := try(t, path)
	defer first.Release()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	second := try(t, path)
	if second == nil || try(t, path) != nil {
		t.Fatal("the new file does not protect")
	}
	second.Release()
}

func TestFolderCanBeLocked(t *testing.T) {
	folder := t.TempDir()
	first := try(t, folder)
	if first == nil || try(t, folder) != nil {
		t.Fatal("the folder does not protect")
	}
	first.Release()
}

func try(t *testing.T, path string) *Lock {
	t.Helper()
	held, err := Try(path)
	if err != nil {
		t.Fatal(err)
	}
	return held
}
