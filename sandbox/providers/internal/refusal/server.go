package refusal

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// server looks at every configuration before the stand-in does: when it is validated, because every plan begins so, and
// when something is done with it, because what was unknown is known only then.
type server struct {
	tfprotov6.ProviderServer
	implemented Implemented
	schema      *tfprotov6.GetProviderSchemaResponse
}

// NewServer lets through to the stand-in what is implemented.
func NewServer(ctx context.Context, standIn tfprotov6.ProviderServer, implemented Implemented) (tfprotov6.ProviderServer, error) {
	schema, err := standIn.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, err
	}
	for _, problem := range schema.Diagnostics {
		return nil, fmt.Errorf("schema of the stand-in for %s: %s: %s", implemented.Provider, problem.Summary, problem.Detail)
	}
	return &server{ProviderServer: standIn, implemented: implemented, schema: schema}, nil
}

func (s *server) ValidateProviderConfig(ctx context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	if refused, err := s.refuseConfig(req.Config); err != nil || len(refused) > 0 {
		return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: req.Config, Diagnostics: refused}, err
	}
	return s.ProviderServer.ValidateProviderConfig(ctx, req)
}

func (s *server) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	refused, err := s.refuseConfig(req.Config)
	if refused = append(refused, s.implemented.environment()...); err != nil || len(refused) > 0 {
		return &tfprotov6.ConfigureProviderResponse{Diagnostics: refused}, err
	}
	return s.ProviderServer.ConfigureProvider(ctx, req)
}

func (s *server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	if refused, err := s.refuseResource(req.TypeName, req.Config); err != nil || len(refused) > 0 {
		return &tfprotov6.ValidateResourceConfigResponse{Diagnostics: refused}, err
	}
	return s.ProviderServer.ValidateResourceConfig(ctx, req)
}

func (s *server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	if refused, err := s.refuseResource(req.TypeName, req.Config); err != nil || len(refused) > 0 {
		return &tfprotov6.ApplyResourceChangeResponse{NewState: req.PriorState, Diagnostics: refused}, err
	}
	return s.ProviderServer.ApplyResourceChange(ctx, req)
}

func (s *server) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	if refused, err := s.refuseDataSource(req.TypeName, req.Config); err != nil || len(refused) > 0 {
		return &tfprotov6.ValidateDataResourceConfigResponse{Diagnostics: refused}, err
	}
	return s.ProviderServer.ValidateDataResourceConfig(ctx, req)
}

func (s *server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	if refused, err := s.refuseDataSource(req.TypeName, req.Config); err != nil || len(refused) > 0 {
		return &tfprotov6.ReadDataSourceResponse{Diagnostics: refused}, err
	}
	return s.ProviderServer.ReadDataSource(ctx, req)
}

func (s *server) refuseConfig(config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
	return s.refuse("the provider's configuration", s.schema.Provider, s.implemented.Config, config)
}

func (s *server) refuseResource(name string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
	return s.refuse(name, s.schema.ResourceSchemas[name], s.implemented.Resources[name], config)
}

func (s *server) refuseDataSource(name string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
	return s.refuse(name, s.schema.DataSourceSchemas[name], s.implemented.DataSources[name], config)
}

// refuse is silent about what has no schema or no configuration: the stand-in knows what to say of that.
func (s *server) refuse(what string, schema *tfprotov6.Schema, implemented []string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
	if schema == nil || config == nil {
		return nil, nil
	}
	value, err := config.Unmarshal(schema.ValueType())
	if err != nil {
		return nil, fmt.Errorf("configuration of %s: %w", what, err)
	}
	return s.implemented.config(what, implemented, value)
}
