package git

import (
	"context"
	"errors"
	"net/http"
)

// Serve answers at the address until the context ends.
func Serve(ctx context.Context, folder Folder, address string) error {
	password, err := folder.Password()
	if err != nil {
		return err
	}
	handler, err := NewServer(ctx, folder.Repositories(), password)
	if err != nil {
		return err
	}
	server := &http.Server{Addr: address, Handler: handler}
	context.AfterFunc(ctx, func() { server.Close() })
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
