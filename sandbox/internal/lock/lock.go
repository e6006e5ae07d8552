// Package lock keeps two programs from doing the same thing at once. A lock is the kernel's (flock):
// it ends with its holder, however that ends.
package lock

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// A Lock is held until it is released or the process ends.
type Lock struct{ file *os.File }

// Try takes the lock, or returns nil when somebody else holds it.
func Try(path string) (*Lock, error) { return take(path, unix.LOCK_EX|unix.LOCK_NB) }

// Wait takes the lock as soon as it is free.
func Wait(ctx context.Context, path string) (*Lock, error) {
	type result struct {
		lock *Lock
		err  error
	}
	taken := make(chan result, 1)
	go func() {
		lock, err := take(path, unix.LOCK_EX)
		taken <- result{lock, err}
	}()
	select {
	case r := <-taken:
		return r.lock, r.err
	case <-ctx.Done():
		// The goroutine cannot be woken; what it gets later, it gives back.
		go func() { (<-taken).lock.Release() }()
		return nil, ctx.Err()
	}
}

// Release gives the lock back; releasing no lock is fine.
func (l *Lock) Release() {
	if l != nil {
		l.file.Close()
	}
}

func take(path string, how int) (*Lock, error) {
	for {
		file, err := open(path)
		if err != nil {
			return nil, fmt.Errorf("lock not usable: %w", err)
		}
		err = unix.Flock(int(file.Fd()), how)
		for errors.Is(err, unix.EINTR) {
			err = unix.Flock(int(file.Fd()), how)
		}
		if errors.Is(err, unix.EWOULDBLOCK) {
			file.Close()
			return nil, nil
		}
		if err != nil {
			file.Close()
			return nil, fmt.Errorf("lock not usable: %w", err)
		}
		// The last holder may have removed the file: then this lock would protect nothing.
		if isCurrent(file, path) {
			return &Lock{file}, nil
		}
		file.Close()
	}
}

// open opens a folder as it is, and a file, made if need be, for its owner alone.
func open(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return os.Open(path)
	}
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
}

func isCurrent(file *os.File, path string) bool {
	mine, err := file.Stat()
	if err != nil {
		return false
	}
	current, err := os.Stat(path)
	return err == nil && os.SameFile(mine, current)
}
