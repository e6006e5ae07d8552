package watch

import (
	"context"
	"time"
)

// retryAfter is how soon is tried again what failed for want of, say, a ServiceAccount.
const retryAfter = time.Second

// Loop calls act at once, whenever it is woken, and soon after it has not done all, until the context ends.
func Loop(ctx context.Context, wake <-chan struct{}, act func() (done bool)) {
	for {
		var retry <-chan time.Time
		if !act() {
			retry = time.After(retryAfter)
		}
		select {
		case <-wake:
		case <-retry:
		case <-ctx.Done():
			return
		}
	}
}
